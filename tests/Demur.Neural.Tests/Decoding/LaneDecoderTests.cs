using static TorchSharp.torch;

namespace Demur.Neural.Tests.Decoding;

[Collection(AloneCollection.Name)]
public sealed class LaneDecoderTests
{
    [Theory]
    [InlineData("llama")]
    [InlineData("gemma2")]
    public void A_conversations_logits_are_the_same_bits_in_any_company_of_rows_and_threads(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var ids = TinyModels.Ids(40, 12);
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            var few = Decoded(model, ids.narrow(0, 0, 2));
            set_num_threads(2);
            var many = Decoded(model, ids);

            Assert.Equal(few.data<float>().ToArray(), many.narrow(0, 0, 2).contiguous().data<float>().ToArray());
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private static Tensor Decoded(CausalLm model, Tensor ids)
    {
        using var cache = new KvCache();
        return cat([.. Enumerable.Range(0, (int)ids.shape[1]).Select(position => model.Forward(ids.narrow(1, position, 1), cache))], 1);
    }
}
