using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Decoding;

/// <summary>Logits of small checkpoints of each family against Fixtures/reference.py, which works them out in 64-bit numpy and says how the weights follow from their names.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Fixtures => [.. Directory.GetFiles(Folder(), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Logits_are_those_of_the_reference(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var fixture = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), $"{family}.json")))!.AsObject();
        var config = ModelConfig.Parse(fixture["config"]!.AsObject(), family);
        var rows = fixture["ids"]!.AsArray();
        var ids = tensor(Numbers(fixture["ids"]!).Select(value => (long)value).ToArray(), [rows.Count, rows[0]!.AsArray().Count]);
        var expected = tensor(Numbers(fixture["logits"]!).ToArray(), [rows.Count, ids.shape[1], config.VocabularySize]);
        using var shell = CausalLm.Create(config, seed: 1);
        using var model = CausalLm.Load(Weights(shell), config);

        var distance = model.Forward(ids).sub(expected).abs().max().item<double>();

        Assert.InRange(distance, 0, 2e-5);
        Assert.True(expected.std().item<double>() > 0.2);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_configuration_comes_back_from_what_was_written(string family)
    {
        var config = ModelConfig.Parse(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), $"{family}.json")))!["config"]!.AsObject());

        var again = ModelConfig.Parse(JsonNode.Parse(config.ToJson().ToJsonString())!.AsObject());

        Assert.Equal(config.LocalLayers, again.LocalLayers);
        Assert.Equal(config.Moe?.Layers, again.Moe?.Layers);
        Assert.Equal(config.AttentionScale, again.AttentionScale, 9);
        Assert.Equal(Plain(config), Plain(again));

        static ModelConfig Plain(ModelConfig config) => config with { LocalLayers = [], AttentionScale = 0, Moe = config.Moe is null ? null : config.Moe with { Layers = [] } };
    }

    private static string Folder() => Path.Combine(AppContext.BaseDirectory, "Decoding", "Fixtures");

    private static IEnumerable<double> Numbers(JsonNode node) => node is JsonArray array ? array.SelectMany(item => Numbers(item!)) : [node.GetValue<double>()];

    private static TensorTable Weights(CausalLm shell)
    {
        var table = new TensorTable();
        foreach (var tensor in shell.Tensors.Values)
        {
            table.Add(tensor.Name, tensor.Shape, HashedWeights.Of(tensor.Name, tensor.Count, tensor.Shape.Count, shell.Config.NormPlusOne));
        }

        return table;
    }
}
