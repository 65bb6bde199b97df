using Demur.Learning.Models;

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
            _ => throw new NotSupportedException($"{model.GetType().Name} cannot be stored."),
        });
        model.Write(writer);
    }

    /// <summary>Reads a model of any kind.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The kind is unknown or the content damaged.</exception>
    public static IModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.ReadString() switch
        {
            OneVersusRestModel.Kind => OneVersusRestModel.Read(reader),
            var kind => throw reader.Damaged($"an unknown model kind '{kind}'"),
        };
    }
}
