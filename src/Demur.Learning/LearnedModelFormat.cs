using Demur.Learning.Models;
using Demur.Learning.SelfTraining;
using Demur.Learning.Trees;
using Demur.Learning.Tsetlin;

namespace Demur.Learning;

/// <summary>Stores any model of the floor with its kind, so that a file need not know which one it holds.</summary>
public static class LearnedModelFormat
{
    /// <summary>Writes a model with its kind.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="NotSupportedException">The model is none of this assembly's.</exception>
    public static void Write(ModelWriter writer, IModel model)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(model);
        writer.WriteString(model switch
        {
            OneVersusRestModel => OneVersusRestModel.Kind,
            ClassForestModel => ClassForestModel.Kind,
            TsetlinRowModel => TsetlinRowModel.Kind,
            CommitteeModel => CommitteeModel.Kind,
            SoftmaxModel => SoftmaxModel.Kind,
            _ => throw new NotSupportedException($"{model.GetType().Name} cannot be stored."),
        });
        model.Write(writer);
    }

    /// <summary>Reads a model of any kind.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The kind is unknown or the content damaged.</exception>
    public static IModel Read(ModelReader reader) => Read(reader, mayNest: true);

    /// <summary>Reads a model; a committee's members are no committees, or a small file could nest them until the stack ends.</summary>
    internal static IModel Read(ModelReader reader, bool mayNest)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.ReadString() switch
        {
            OneVersusRestModel.Kind => OneVersusRestModel.Read(reader),
            ClassForestModel.Kind => ClassForestModel.Read(reader),
            TsetlinRowModel.Kind => TsetlinRowModel.Read(reader),
            CommitteeModel.Kind when mayNest => CommitteeModel.Read(reader),
            SoftmaxModel.Kind => SoftmaxModel.Read(reader),
            var kind => throw reader.Damaged($"an unknown model kind '{kind}'"),
        };
    }
}
