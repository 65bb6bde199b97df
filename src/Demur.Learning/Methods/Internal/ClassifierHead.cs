using Demur.Learning.Models;

namespace Demur.Learning.Methods.Internal;

/// <summary>What every classifier has beside what it learnt.</summary>
internal sealed record ClassifierHead(string Method, IReadOnlyList<string> Classes, ModelCard Card)
{
    private const int MaxClasses = 1 << 20;

    public static ClassifierHead Read(ModelReader reader, ModelCard card)
    {
        var method = reader.ReadString();
        var count = reader.ReadInt32();
        if (count is < 2 or > MaxClasses)
        {
            throw reader.Damaged($"{count} classes");
        }

        var classes = new List<string>();
        for (var i = 0; i < count; i++)
        {
            classes.Add(reader.ReadString());
        }

        return new ClassifierHead(method, classes, card);
    }
}
