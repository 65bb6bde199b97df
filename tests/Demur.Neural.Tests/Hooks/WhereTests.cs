using Demur.Neural.Hooks;
using Demur.Neural.Templates;
using Demur.Neural.Tests.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Hooks;

public sealed class WhereTests
{
    // Row 0 is left-padded by two: its tokens have positions 0 to 2 in columns 2 to 4; row 1 is full.
    private static readonly float[] Mask = [0, 0, 1, 1, 1, 1, 1, 1, 1, 1];

    public static TheoryData<string, int[]> Cases => new()
    {
        { "everywhere", [2, 3, 4, 5, 6, 7, 8, 9] },
        { "last", [4, 9] },
        { "from end 1", [3, 8] },
        { "span 1 3", [3, 4, 6, 7] },
        { "range 1 2", [3, 4, 6, 7] },
        { "spans", [2, 8, 9] },
        { "before 1", [2, 5] },
        { "from 3", [8, 9] },
        { "row 1", [5, 6, 7, 8, 9] },
        { "row 1 and last 2", [8, 9] },
        { "not last", [2, 3, 5, 6, 7, 8] },
        { "row 0 or from 4", [2, 3, 4, 9] },
        { "decode", [] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_selected_tokens_are_rewritten_and_no_others(string name, int[] expected)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var capture = Capture.At("blocks.0.resid_pre");
        var rewrite = Rewrite.At("blocks.0.resid_pre", (_, value) => zeros_like(value), Parse(name));

        using (model.With(rewrite, capture))
        {
            model.Forward(TinyModels.Ids(2, 5), mask: tensor(Mask, [2, 5]));
        }

        var zeroed = capture["blocks.0.resid_pre"].abs().sum(-1).eq(0).flatten().data<bool>().ToArray();
        Assert.Equal(expected, Enumerable.Range(0, 10).Where(index => zeroed[index] && Mask[index] > 0));
    }

    [Fact]
    public void Generated_tokens_are_told_from_the_prompt_and_keep_their_positions()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var prefill = Capture.At("embed", Where.Prefill);
        using var decode = Capture.At("embed", Where.Decode & Where.From(5));
        using var cache = new KvCache();

        using (model.With(prefill, decode))
        {
            model.Forward(TinyModels.Ids(1, 4), cache);
            model.Forward(TinyModels.Ids(1, 1), cache);
            model.Forward(TinyModels.Ids(1, 1), cache);
            model.Forward(TinyModels.Ids(1, 1), new ForwardOptions { Cache = cache, Phase = ForwardPhase.Prefill });
        }

        Assert.Equal([4L, 1L], prefill.All("embed").Select(kept => kept.shape[1]));
        Assert.Single(decode.All("embed"));
    }

    private static Where Parse(string name) => name switch
    {
        "last" => Where.Last(),
        "from end 1" => Where.FromEnd(1),
        "span 1 3" => Where.Span(1, 3),
        "range 1 2" => Where.Span(new TokenRange(1, 2)),
        "spans" => Where.Spans([(0, 1), (3, 5)]),
        "before 1" => Where.Before(1),
        "from 3" => Where.From(3),
        "row 1" => Where.Rows(1),
        "row 1 and last 2" => Where.Rows(1) & Where.Last(2),
        "not last" => !Where.Last(),
        "row 0 or from 4" => Where.Rows(0) | Where.From(4),
        "decode" => Where.Decode,
        _ => Where.Everywhere,
    };
}
