using System.Text.Json;
using Demur.Decisions;

namespace Demur.Tests.Decisions;

public sealed class EvidenceTests
{
    [Fact]
    public void The_strongest_items_stand_first_whatever_their_sign()
    {
        var evidence = Evidence.Strongest([new CategoryEvidence("a", 0.5), new CategoryEvidence("b", -2), new CategoryEvidence("c", 1), new CategoryEvidence("d", 0.1)], count: 3);

        Assert.Equal([-2, 1, 0.5], evidence.Items.Select(item => item.Weight));
    }

    [Fact]
    public void Items_of_equal_weight_keep_their_order()
    {
        var evidence = Evidence.Strongest([new CategoryEvidence("a", 1), new CategoryEvidence("b", -1), new CategoryEvidence("c", 1)]);

        Assert.Equal(["a", "b", "c"], evidence.Items.Cast<CategoryEvidence>().Select(item => item.Category));
    }

    [Fact]
    public void Every_kind_of_item_survives_json_with_its_kind()
    {
        EvidenceItem[] items =
        [
            new NgramEvidence("i cannot", 1.5, [new TextSpan(3, 8)]),
            new RuleEvidence("apology-first", 2, new TextSpan(0, 5)),
            new CategoryEvidence("weapons", -0.5),
        ];

        var json = JsonSerializer.Serialize(items);
        var back = JsonSerializer.Deserialize<EvidenceItem[]>(json)!;

        Assert.Contains("\"kind\":\"ngram\"", json, StringComparison.Ordinal);
        Assert.Equal(items.Select(item => item.GetType()), back.Select(item => item.GetType()));
        Assert.Equal([items[1], items[2]], [back[1], back[2]]);
        Assert.Equal(new TextSpan(3, 8), Assert.Single(((NgramEvidence)back[0]).Spans));
    }

    [Fact]
    public void Every_kind_of_item_has_a_name_in_json()
    {
        var kinds = typeof(EvidenceItem).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EvidenceItem)));
        var named = typeof(EvidenceItem).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>()
            .Select(attribute => attribute.DerivedType);

        Assert.Equal(kinds.OrderBy(type => type.Name), named.OrderBy(type => type.Name));
    }

    [Fact]
    public void A_span_ends_just_past_its_last_unit()
    {
        var span = new TextSpan(2, 3);

        Assert.Equal("cde", "abcdef"[span.Start..span.End]);
    }

    [Fact]
    public void An_abstention_is_a_value()
    {
        var decision = new Decision { Label = Decision.Abstain, Score = 0.5 };

        Assert.True(decision.IsAbstention);
        Assert.Same(Evidence.None, decision.Evidence);
    }
}
