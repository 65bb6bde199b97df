using Demur.Learning.Models;

namespace Demur.Learning.Methods.Internal;

/// <summary>A classifier's content with the sort of classifier that it is.</summary>
internal static class ClassifierFormat
{
    public static void Write(ModelWriter writer, IClassifier classifier)
    {
        writer.WriteString(classifier switch
        {
            EncodedClassifier => EncodedClassifier.Form,
            Ss3Classifier => Ss3Classifier.Form,
            _ => throw new NotSupportedException($"{classifier.GetType().Name} cannot be stored."),
        });
        writer.WriteString(classifier.Method);
        writer.WriteInt32(classifier.Classes.Count);
        foreach (var name in classifier.Classes)
        {
            writer.WriteString(name);
        }

        classifier.Write(writer);
    }

    public static IClassifier Read(ModelReader reader, ModelCard card)
    {
        var form = reader.ReadString();
        var head = ClassifierHead.Read(reader, card);
        return form switch
        {
            EncodedClassifier.Form => EncodedClassifier.Read(reader, head),
            Ss3Classifier.Form => Ss3Classifier.Read(reader, head),
            _ => throw reader.Damaged($"an unknown sort of classifier '{form}'"),
        };
    }
}
