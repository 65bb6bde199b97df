using CsCheck;
using Demur.Neural.Checkpoints;
using Demur.Neural.Encoders;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Encoders;

public sealed class TransformerEncoderTests
{
    private static readonly Gen<EncodedPair> Rows = Gen.Select(Gen.Int[0, 22], Gen.Int[0, 1]).Array[1, 12].Select(tokens =>
        new EncodedPair([.. tokens.Select(token => token.Item1)], [.. tokens.Select(token => token.Item2)]));

    [Fact]
    public void Neither_padding_nor_the_order_of_rows_changes_a_row()
    {
        using var encoder = TinyEncoder.Load();
        Rows.Array[1, 70].Sample(
            rows =>
            {
                var together = encoder.Encode(rows);
                var backwards = encoder.Encode([.. rows.Reverse()]).Reverse().ToArray();
                for (var row = 0; row < rows.Length; row += 9)
                {
                    var alone = encoder.Encode([rows[row]])[0];
                    Assert.InRange(Distance(alone, together[row]), 0, 1e-5);
                    Assert.InRange(Distance(alone, backwards[row]), 0, 1e-5);
                }
            },
            iter: 30);
    }

    [Fact]
    public void Words_positions_and_segments_all_count()
    {
        using var encoder = TinyEncoder.Load();

        var rows = encoder.Encode([new([1, 2, 3], [0, 0, 1]), new([2, 1, 3], [0, 0, 1]), new([1, 2, 3], [0, 1, 1]), new([1, 2, 4], [0, 0, 1])], TestContext.Current.CancellationToken);

        Assert.All(rows.Skip(1), row => Assert.InRange(Distance(rows[0], row), 0.01, 10));
    }

    [Fact]
    public void Kept_words_give_the_same_states_under_their_new_numbers()
    {
        int[] kept = [20, 3, 7, 0, 11];
        using var whole = TinyEncoder.Load();
        using var part = TinyEncoder.Load(kept);

        var expected = whole.Encode([TinyEncoder.Row(7, 20, 11, 0), TinyEncoder.Row(3)], TestContext.Current.CancellationToken);
        var actual = part.Encode([TinyEncoder.Row(2, 0, 4, 3), TinyEncoder.Row(1)], TestContext.Current.CancellationToken);

        Assert.Equal(TinyEncoder.Shape with { Vocabulary = 5 }, part.Shape);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(23)]
    [InlineData(-1)]
    public void Words_to_keep_are_rows_of_the_table(int word)
    {
        Assert.Contains("0 to 22", Error(() => TinyEncoder.Load([1, word]).Dispose()), StringComparison.Ordinal);
        Assert.Contains("at least one", Error(() => TinyEncoder.Load([]).Dispose()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_loaded_and_a_missing_one_is_named()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(folder["model.safetensors"], TinyEncoder.Weights());
        using var memory = TinyEncoder.Load();

        using var encoder = TransformerEncoder.Load(folder.FullPath, heads: TinyEncoder.Heads);

        Assert.Equal(memory.Encode([TinyEncoder.Row(1, 2, 3)], TestContext.Current.CancellationToken), encoder.Encode([TinyEncoder.Row(1, 2, 3)], TestContext.Current.CancellationToken));
        Assert.Contains(folder["none"], Error(() => TransformerEncoder.Load(folder["none"]).Dispose()), StringComparison.Ordinal);
    }

    public static TheoryData<string> EncoderTensors => [.. TinyEncoder.Tensors.Keys.Where(name => !name.StartsWith("head.", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(EncoderTensors))]
    public void A_tensor_that_is_missing_mis_shaped_or_not_finite_is_named(string damaged)
    {
        var missing = TinyEncoder.Weights((name, shape) => name == damaged ? null : shape);
        var narrow = TinyEncoder.Weights((name, shape) => name == damaged ? [.. shape.SkipLast(1), shape[^1] - 1] : shape);
        var flat = TinyEncoder.Weights((name, shape) => name == damaged ? [.. shape, 1, 1] : shape);

        Assert.All([missing, narrow, flat], table =>
        {
            var message = Error(() => TransformerEncoder.Load(table, heads: 1, name: "m.safetensors").Dispose());
            Assert.StartsWith("m.safetensors: ", message, StringComparison.Ordinal);

            // A word table of another width is right on its own; what no longer fits it is named.
            Assert.Contains(damaged == "embeddings.word" && table == narrow ? "embeddings.position" : damaged, message, StringComparison.Ordinal);
        });
        foreach (var odd in new[] { float.NaN, float.NegativeInfinity })
        {
            var message = Error(() => TransformerEncoder.Load(TinyEncoder.Weights(values: (name, values) => values[^1] = name == damaged ? odd : values[^1]), heads: TinyEncoder.Heads).Dispose());
            Assert.Contains($"tensor '{damaged}': value {TinyEncoder.Tensors[damaged].Aggregate(1L, (product, side) => product * side) - 1} is", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sizes_and_layers_that_a_file_only_claims_take_no_memory()
    {
        // A word table of one row with a million columns would ask for queries of a trillion weights.
        var wide = TinyEncoder.Weights((name, shape) => name == "embeddings.word" ? [1, 1 << 20] : shape);
        var deep = TinyEncoder.Weights();
        deep.Add("layers.2000000000.query.weight", [8, 8], new float[64]);

        Assert.Contains("embeddings.position", Error(() => TransformerEncoder.Load(wide, heads: 1).Dispose()), StringComparison.Ordinal);
        Assert.Contains("layers.2.query.weight", Error(() => TransformerEncoder.Load(deep, heads: 1).Dispose()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-2)]
    public void Heads_divide_the_width(int heads) =>
        Assert.Contains($"8 numbers cannot be shared by {heads} heads", Error(() => TransformerEncoder.Load(TinyEncoder.Weights(), heads: heads).Dispose()), StringComparison.Ordinal);

    [Fact]
    public void Rows_that_do_not_fit_are_named()
    {
        using var encoder = TinyEncoder.Load();
        string Refused(int[] ids, int[] segments) => Error(() => encoder.Encode([TinyEncoder.Row(1), new EncodedPair(ids, segments)]));

        Assert.Contains("Row 1 has no tokens", Refused([], []), StringComparison.Ordinal);
        Assert.Contains("Row 1 has 2 tokens and 1 segments", Refused([1, 2], [0]), StringComparison.Ordinal);
        Assert.Contains("Row 1 has 13 tokens; the encoder reads 12", Refused(new int[13], new int[13]), StringComparison.Ordinal);
        Assert.Contains("token 23 at position 1", Refused([1, 23], [0, 0]), StringComparison.Ordinal);
        Assert.Contains("token -1 at position 0", Refused([-1, 2], [0, 0]), StringComparison.Ordinal);
        Assert.Contains("segment 2 at position 1", Refused([1, 2], [0, 2]), StringComparison.Ordinal);
    }

    [Fact]
    public void No_rows_give_no_states_and_encoding_can_be_cancelled()
    {
        using var encoder = TinyEncoder.Load();

        Assert.Empty(encoder.Encode([], TestContext.Current.CancellationToken));
        Assert.Throws<OperationCanceledException>(() => encoder.Encode([TinyEncoder.Row(1)], new CancellationToken(canceled: true)));
    }

    private static string Error(Action act) => Assert.Throws<DemurException>(act).Message;

    private static float Distance(float[] left, float[] right) => left.Zip(right, (x, y) => Math.Abs(x - y)).Max();
}
