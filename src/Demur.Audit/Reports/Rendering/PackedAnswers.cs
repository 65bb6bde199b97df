using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Audit.Runs;

namespace Demur.Audit.Reports.Rendering;

/// <summary>
/// Every answer as the page's script reads it: an index of short rows in columns, and the texts in blocks of 250, each deflated and in base64.
/// Nothing in base64 can end a script element, and a block is opened only when it is looked at.
/// </summary>
internal sealed class PackedAnswers(ReportModel model)
{
    private const int BlockSize = 250;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(TextWriter writer, CancellationToken cancellationToken)
    {
        await WriteBlockAsync(writer, "index", json => AnswerIndex.Write(json, model, BlockSize), cancellationToken).ConfigureAwait(false);
        var number = 0;
        foreach (var block in model.Run.Answers.Chunk(BlockSize))
        {
            await WriteBlockAsync(writer, $"block-{number++}", json => WriteTexts(json, block), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteBlockAsync(TextWriter writer, string id, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            using var json = new Utf8JsonWriter(deflate, Json);
            write(json);
        }

        var text = Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
        await writer.WriteAsync($"""<script type="application/octet-stream" id="{id}">{text}</script>{"\n"}""".AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    private void WriteTexts(Utf8JsonWriter json, LabelledAnswer[] block)
    {
        json.WriteStartArray();
        foreach (var answer in block)
        {
            AnswerTexts.Write(json, answer, model.Options.LongestText);
        }

        json.WriteEndArray();
    }
}
