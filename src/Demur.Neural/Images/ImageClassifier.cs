using System.Globalization;
using System.Text.Json;
using Demur.Neural.Checkpoints;
using Demur.Neural.Images.Internal;
using Demur.Neural.Native;
using Demur.Neural.Training.Internal;
using static TorchSharp.torch;

namespace Demur.Neural.Images;

/// <summary>A trained net that tells classes of images. Predictions are thread-safe; its memory is libtorch's, so dispose of it.</summary>
public sealed class ImageClassifier : IDisposable
{
    private const int BatchSize = 256;
    private readonly SmallConvNet _net;

    internal ImageClassifier(SmallConvNet net, ImageSet like)
        : this(net, like.Channels, like.Height, like.Width, like.Classes)
    {
    }

    private ImageClassifier(SmallConvNet net, int channels, int height, int width, IReadOnlyList<string> classes) =>
        (_net, Channels, Height, Width, Classes) = (net, channels, height, width, classes);

    /// <summary>The channels of an image.</summary>
    public int Channels { get; }

    /// <summary>The rows of an image.</summary>
    public int Height { get; }

    /// <summary>The pixels of a row.</summary>
    public int Width { get; }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Gives each class's probability for each image.</summary>
    /// <param name="images">Images of the size that was learned.</param>
    /// <returns>One row of probabilities for each image.</returns>
    /// <exception cref="DemurException">The images are of another size.</exception>
    public IReadOnlyList<float[]> Predict(ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if ((images.Channels, images.Height, images.Width) != (Channels, Height, Width))
        {
            throw new DemurException($"The images are {images.Channels} x {images.Height} x {images.Width}; this classifier learned {Channels} x {Height} x {Width}.");
        }

        var predicted = new List<float[]>();
        using var quiet = no_grad();
        foreach (var rows in Enumerable.Range(0, images.Count).Chunk(BatchSize))
        {
            using var scope = NewDisposeScope();
            var probabilities = _net.Forward(tensor(images.Pixels(rows), [rows.Length, Channels, Height, Width])).softmax(1);
            predicted.AddRange(probabilities.data<float>().ToArray().Chunk(Classes.Count));
        }

        return predicted;
    }

    /// <summary>The share of labelled images whose class is told.</summary>
    /// <param name="images">The images, with labels.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="DemurException">The images have no labels, or another size.</exception>
    public double Accuracy(ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.Labels.Count > 0
            ? Predict(images).Zip(images.Labels, (row, label) => Array.IndexOf(row, row.Max()) == label ? 1.0 : 0).Average()
            : throw new DemurException("The images have no labels to test with.");
    }

    /// <summary>Writes the net to a safetensors file with its size and classes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var table = new TensorTable();
        foreach (var parameter in _net.Parameters)
        {
            table.Add(parameter.Name, parameter.Value);
        }

        SafetensorsWriter.Write(path, table, new SafetensorsOptions
        {
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["shape"] = string.Create(CultureInfo.InvariantCulture, $"{Channels} {Height} {Width}"),
                ["classes"] = JsonSerializer.Serialize(Classes),
            },
        });
    }

    /// <summary>Reads a net that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">The file is missing or damaged.</exception>
    public static ImageClassifier Load(string path)
    {
        TorchRuntime.EnsureLoaded();
        using var file = SafetensorsFile.Open(path);
        var (shape, classes) = Header(file, path);
        var net = new SmallConvNet(shape[0], shape[1], shape[2], classes.Length, seed: 0);
        try
        {
            foreach (var parameter in net.Parameters)
            {
                file.Read(parameter.Name, parameter.Value, path);
            }
        }
        catch
        {
            net.Dispose();
            throw;
        }

        return new ImageClassifier(net, shape[0], shape[1], shape[2], classes);
    }

    /// <inheritdoc/>
    public void Dispose() => _net.Dispose();

    private static (int[] Shape, string[] Classes) Header(SafetensorsFile file, string path)
    {
        try
        {
            var shape = (file.Metadata.GetValueOrDefault("shape") ?? "").Split(' ').Select(side => int.TryParse(side, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
            var classes = JsonSerializer.Deserialize<string[]>(file.Metadata.GetValueOrDefault("classes") ?? "[]") ?? [];
            if (shape.Length == 3 && Array.TrueForAll(shape, side => side is > 0 and <= 1 << 14) && classes.Length is >= 2 and <= 1 << 20)
            {
                return (shape, classes);
            }
        }
        catch (JsonException)
        {
            // told below, with what else may be wrong
        }

        throw new DemurException($"{path}: this is no image classifier, whose header names the shape of an image and at least two classes.");
    }
}
