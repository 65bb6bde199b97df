using Demur.Learning.Methods.Internal;
using Demur.Learning.Models;

namespace Demur.Learning;

/// <summary>Keeps a classifier of any method in one file; reading it back needs no word on what it is.</summary>
public static class ClassifierFile
{
    /// <summary>What a model file of a classifier calls itself.</summary>
    public const string Kind = "classifier";

    /// <summary>Saves a classifier to one file.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public static void Save(this IClassifier classifier, string path)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ModelFile.Save(path, classifier.Card, writer => ClassifierFormat.Write(writer, classifier));
    }

    /// <summary>Gives the bytes of the file that <see cref="Save"/> would write.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <returns>The bytes.</returns>
    public static byte[] ToBytes(IClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return ModelFile.ToBytes(classifier.Card, writer => ClassifierFormat.Write(writer, classifier));
    }

    /// <summary>Loads a classifier.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">The file is missing, damaged or holds something else.</exception>
    public static IClassifier Load(string path) => ModelFile.Load(path, Kind, ClassifierFormat.Read);

    /// <summary>Reads a classifier from memory.</summary>
    /// <param name="bytes">The bytes of the file.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">The bytes are damaged or hold something else.</exception>
    public static IClassifier FromBytes(byte[] bytes, string name) => ModelFile.FromBytes(bytes, name, Kind, ClassifierFormat.Read);

    /// <summary>Writes a classifier inside another model's file, without its card.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="classifier">The classifier.</param>
    public static void WriteContent(ModelWriter writer, IClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(classifier);
        ClassifierFormat.Write(writer, classifier);
    }

    /// <summary>Reads a classifier that <see cref="WriteContent"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="card">The card that it is to have.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static IClassifier ReadContent(ModelReader reader, ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(card);
        return ClassifierFormat.Read(reader, card);
    }
}
