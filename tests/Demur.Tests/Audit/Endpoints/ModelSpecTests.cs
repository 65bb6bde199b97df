using Demur.Audit.Endpoints;

namespace Demur.Tests.Audit.Endpoints;

public sealed class ModelSpecTests
{
    [Theory]
    [InlineData("openai:gpt-4o-mini", "gpt-4o-mini", "https://api.openai.com/v1")]
    [InlineData("openai:llama3.2:3b@http://localhost:11434/v1/", "llama3.2:3b", "http://localhost:11434/v1")]
    [InlineData("openai:llama3@http://localhost:11434", "llama3", "http://localhost:11434/v1")]
    [InlineData("openai:gpt-5@https://acme.openai.azure.com/openai/v1/", "gpt-5", "https://acme.openai.azure.com/openai/v1")]
    [InlineData("openai:@cf/meta/llama-3@https://host.example/ai/v1/chat/completions", "@cf/meta/llama-3", "https://host.example/ai/v1")]
    [InlineData("openai:gemini@001@https://api.openai.com/v1", "gemini@001", "https://api.openai.com/v1")]
    [InlineData("openai:meta-llama/Llama-3.3-70B-Instruct@http://10.0.0.7:8000/v1", "meta-llama/Llama-3.3-70B-Instruct", "http://10.0.0.7:8000/v1")]
    public void A_model_and_its_address_are_read(string text, string model, string address)
    {
        var spec = ModelSpec.Parse(text);

        Assert.Equal(model, spec.Model);
        Assert.Equal(address, spec.Address.AbsoluteUri);
        Assert.Equal(spec, ModelSpec.Parse(spec.ToString()));
    }

    [Theory]
    [InlineData("gpt-4o", "names no provider")]
    [InlineData("opnai:gpt-4o", "did you mean 'openai'")]
    [InlineData("openai:", "lacks the model's name")]
    [InlineData("openai:m@localhost:8080/v1", "lacks http://")]
    [InlineData("openai:gpt-x@notaurl", "'notaurl' behind the '@' is no address")]
    [InlineData("openai:gemini@001", "openai:gemini@001@https://api.openai.com/v1")]
    [InlineData("openai:@cf/meta/llama-3", "is no address")]
    [InlineData("openai:m@https://", "is not an http or https address")]
    public void Another_form_is_explained(string text, string words)
    {
        var error = Assert.Throws<DemurException>(() => ModelSpec.Parse(text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.ExitCode);
    }

    [Theory]
    [InlineData("openai:gpt-4o@https://user:{0}@host.example/v1", "hunter2hunter2")]
    [InlineData("openai:gpt-4o@https://host.example/v1?api-key={0}", "hunter2hunter2")]
    [InlineData("openai:{0}", "sk-proj-abcdefgh12345678")]
    [InlineData("{0}", "gsk_abcdefgh12345678")]
    [InlineData("openai:gpt-4o@https://host.example/{0}/v1", "0123456789abcdef0123456789abcdef")]
    public void A_pasted_key_is_refused_and_not_repeated(string form, string key)
    {
        var error = Assert.Throws<DemurException>(() => ModelSpec.Parse(form.Replace("{0}", key, StringComparison.Ordinal)));

        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("environment", error.Message, StringComparison.Ordinal);
    }
}
