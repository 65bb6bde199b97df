using System.CommandLine;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Data;
using Demur.Decisions;
using Demur.Learning;
using Demur.Learning.Methods;
using Demur.Learning.Tables;

namespace Demur.Cli.Commands;

/// <summary><c>demur learn predict</c>: adds the class and its score to rows.</summary>
internal static class LearnPredictCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var data = new Argument<string>("data") { Description = "Rows to classify: CSV, TSV, JSONL, JSON or Parquet, also gzipped; '-' for standard input; or one text, where the model reads one." };
        var model = new Option<string>("--model") { Description = "A model that 'demur learn train' made.", HelpName = "file", Required = true };
        var output = new Option<string?>("--out", "-o") { Description = "Write the rows to this file, in place of standard output.", HelpName = "file" };
        var least = new Option<double>("--abstain-below") { Description = "Answer 'abstain' where the most probable class is less probable than this, 0 to 1.", HelpName = "p" };
        var several = new Option<bool>("--several") { Description = "Name all classes that a text speaks for, with ' | ' between them (models of method ss3)." };
        var command = new Command("predict", "Add the class and its score to rows, as CSV, or as JSON lines with --json.") { data, model, output, least, several };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var classifier = ClassifierFile.Load(parsed.GetRequiredValue(model));
            var threshold = parsed.GetValue(least) is >= 0 and <= 1 and var share ? share : throw new DemurException(ErrorCode.Usage, $"--abstain-below {parsed.GetValue(least)}: a probability lies between 0 and 1.");
            var upper = parsed.GetValue(several)
                ? classifier as Ss3Classifier ?? throw new DemurException(ErrorCode.Usage, $"--several needs a model of method ss3, whose confidences do not share one whole; this one is of method {classifier.Method}.")
                : null;
            var records = ClassifierInput.ReadAsync(host, classifier, parsed.GetRequiredValue(data), cancellationToken);
            var file = parsed.GetValue(output) is { } path ? OutputFile.Check(path) : null;
            var target = file is null ? new MemoryStream() : new FileStream(file, FileMode.Create, FileAccess.Write) as Stream;
            await using (target.ConfigureAwait(false))
            {
                var sink = new Sink(host, classifier, upper, target, file is not null, parsed.GetValue(host.Common.Json));
                var counts = await sink.RunAsync(records, threshold, cancellationToken).ConfigureAwait(false);
                if (!parsed.GetValue(host.Common.Quiet))
                {
                    var spoken = classifier.Classes.Count == 2 ? $"'{classifier.Classes[1]}'" : "the class named";
                    await host.Error.WriteLineAsync($"{counts.Values.Sum()} rows: {string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"))}. The score is the probability of {spoken}.").ConfigureAwait(false);
                }
            }

            return 0;
        });
        return command;
    }

    /// <summary>Where answers go: a file, or piece by piece to standard output.</summary>
    private sealed class Sink(CliHost host, IClassifier classifier, Ss3Classifier? upper, Stream target, bool isFile, bool json)
    {
        private CsvWriter? _csv;
        private IReadOnlyList<string> _columns = [];

        public async Task<SortedDictionary<string, int>> RunAsync(IAsyncEnumerable<ClassifierInput> inputs, double threshold, CancellationToken cancellationToken)
        {
            var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var probabilities = new double[classifier.Classes.Count];
            try
            {
                await foreach (var input in inputs.WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    classifier.Predict(input.Record, probabilities);
                    var best = probabilities.Length == 2 ? (probabilities[1] >= 0.5 ? 1 : 0) : Array.IndexOf(probabilities, probabilities.Max());
                    var isSure = probabilities[best] >= threshold && !classifier.Schema.HoldsNothing(input.Record) && !(classifier is Ss3Classifier words && words.IsSilent(input.Record));
                    var label = !isSure ? Decision.Abstain : upper is null ? classifier.Classes[best] : Several(upper, input.Record, classifier.Classes[best]);
                    counts[label] = counts.GetValueOrDefault(label) + 1;
                    await WriteAsync(input, label, probabilities, probabilities.Length == 2 ? probabilities[1] : probabilities[best], cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                // What stands before a broken row, or before Ctrl-C, is answered all the same.
                if (_csv is not null)
                {
                    await _csv.DisposeAsync().ConfigureAwait(false);
                }

                await HandOnAsync().ConfigureAwait(false);
            }

            return counts;
        }

        /// <summary>The classes of the upper of two clusters of confidences; the best one where all are equal.</summary>
        private static string Several(Ss3Classifier upper, TableRecord record, string best) =>
            upper.Several(record) is { Count: > 0 } names ? string.Join(" | ", names) : best;

        private async Task WriteAsync(ClassifierInput input, string label, double[] probabilities, double score, CancellationToken cancellationToken)
        {
            if (json)
            {
                await target.WriteAsync(System.Text.Encoding.UTF8.GetBytes(ToJson(input.Row, label, probabilities, score) + "\n"), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _csv ??= Open(input);
                await _csv.WriteAsync([.. _columns.Select(column => (object?)input.Value(column)), label, Math.Round(score, 4)], cancellationToken).ConfigureAwait(false);
            }

            if (target.Length > 1 << 16)
            {
                await HandOnAsync().ConfigureAwait(false);
            }
        }

        /// <summary>The columns of the first row, then the answer's, under names that are free.</summary>
        private CsvWriter Open(ClassifierInput input)
        {
            _columns = input.Columns;
            string[] added = _columns.Contains("label", StringComparer.OrdinalIgnoreCase) || _columns.Contains("score", StringComparer.OrdinalIgnoreCase) ? ["predicted_label", "predicted_score"] : ["label", "score"];
            return new CsvWriter(target, [.. _columns, .. added]);
        }

        private async Task HandOnAsync()
        {
            if (!isFile && target is MemoryStream { Length: > 0 } buffer)
            {
                await host.Out.WriteAsync(LearnJson.Text(buffer)).ConfigureAwait(false);
                buffer.SetLength(0);
            }
        }

        private string ToJson(long row, string label, double[] probabilities, double score)
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, LearnJson.Options))
            {
                writer.WriteStartObject();
                writer.WriteNumber("row", row);
                writer.WriteString("label", label);
                writer.WriteNumber("score", Math.Round(score, 4));
                writer.WriteStartObject("probabilities");
                foreach (var (name, probability) in classifier.Classes.Zip(probabilities))
                {
                    writer.WriteNumber(name, Math.Round(probability, 4));
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            return LearnJson.Text(buffer);
        }
    }
}
