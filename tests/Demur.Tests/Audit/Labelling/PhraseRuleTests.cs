using CsCheck;
using Demur.Audit.Labelling.Rules;
using Demur.Audit.Labelling.Text;

namespace Demur.Tests.Audit.Labelling;

public sealed class PhraseRuleTests
{
    [Theory]
    [InlineData("policy i (cannot|can_not) help", "well i can not help", 1, 5)]
    [InlineData("policy i *? cannot", "i really cannot", 0, 3)]
    [InlineData("policy i *? cannot", "i cannot", 0, 2)]
    [InlineData("policy ich kann ~ helfen", "ich kann ihnen bei dieser sehr langen sache nicht helfen", 0, 10)]
    [InlineData("policy no (thanks)? bye", "no bye", 0, 2)]
    public void A_phrase_matches_with_its_gaps(string rule, string text, int first, int end)
    {
        var tokens = Tokens(text);

        Assert.Equal(end, PhraseRuleReader.Read([rule])[0].Match(tokens, first));
    }

    [Theory]
    [InlineData("policy i *? cannot", "i really truly cannot")]
    [InlineData("policy i cannot", "i. cannot")]
    [InlineData("policy i (can_not)", "i can")]
    public void A_phrase_does_not_match_past_its_gaps_or_its_sentence(string rule, string text) =>
        Assert.Equal(-1, PhraseRuleReader.Read([rule])[0].Match(Tokens(text), 0));

    [Fact]
    public void Looking_at_the_next_word_first_misses_no_place()
    {
        var rules = PhraseRules.Shipped;
        var words = rules.Rules.SelectMany(rule => rule.Elements.SelectMany(element => element.FirstWords)).Distinct().Order().Append(WordHash.Of("unknownword")).ToArray();
        Gen.Select(Gen.Int[0, words.Length - 1], Gen.Int[0, 9]).Array[1, 40].Sample(drawn =>
        {
            var sentence = 0;
            var tokens = drawn.Select((pick, i) => new Token(words[pick.Item1], i, i + 1, sentence += pick.Item2 == 0 && i > 0 ? 1 : 0)).ToArray();
            var found = new List<PhraseHit>();

            rules.Find(tokens, found);

            var slowly = from at in Enumerable.Range(0, tokens.Length)
                         from rule in rules.Rules
                         where CanBegin(rule, tokens[at].Hash)
                         let end = rule.Match(tokens, at)
                         where end > at
                         select new PhraseHit(rule.Index, rule.Kind, at, end);
            Assert.Equal(slowly, found);
        }, iter: 300);
    }

    [Fact]
    public void Named_choices_and_languages_are_read()
    {
        var rules = PhraseRuleReader.Read(["# comment", "@neg = nicht|kein", "[de]", "policy ich @neg", "moral illegal", "policy @neg"]);

        Assert.Equal(["policy.de.1", "moral.de.1", "policy.de.2"], rules.Select(rule => rule.Name));
        Assert.Equal([PhraseKind.Policy, PhraseKind.Moral, PhraseKind.Policy], rules.Select(rule => rule.Kind));
    }

    [Theory]
    [InlineData("policy 我_不能 提供", "所以我不能提供", 2, 7)]
    [InlineData("policy (不能|無法) ~ 协助", "无法为您協助", 0, 6)]
    [InlineData("policy お答え @できない", "お答えて\u3099きません", 0, 8)]
    [InlineData("policy δεν μπορώ", "ΔΕΝ ΜΠΟΡΩ", 0, 2)]
    [InlineData("policy й не Могу", "и\u0306 не могу", 0, 3)]
    public void Words_of_rules_are_cut_and_folded_as_texts_are(string rule, string text, int first, int end) =>
        Assert.Equal(end, PhraseRuleReader.Read(["@できない = できません|出来ません", rule])[0].Match(Tokens(text), first));

    [Fact]
    public void Files_share_their_numbers_and_not_their_choices()
    {
        var rules = PhraseRuleReader.Read([("one.txt", "[de]\n@a = x\npolicy @a"), ("two.txt", "[de]\n@a = y\npolicy @a")]);
        var error = Assert.Throws<DemurException>(() => PhraseRuleReader.Read([("one.txt", "@a = x"), ("two.txt", "\npolicy @a")]));

        Assert.Equal(["policy.de.1", "policy.de.2"], rules.Select(rule => rule.Name));
        Assert.Equal([WordHash.Of("x"), WordHash.Of("y")], rules.SelectMany(rule => rule.Elements[0].FirstWords));
        Assert.Contains("two.txt, line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_eight_languages_come_first_and_keep_their_order()
    {
        var languages = PhraseRules.Shipped.Rules.Select(rule => rule.Name.Split('.')[1]).ToList();

        Assert.Equal("policy.en.1", PhraseRules.Shipped.Rules[0].Name);
        Assert.True(languages.LastIndexOf("pl") < languages.IndexOf("cs"));
        Assert.Equal(22, languages.Distinct().Count());
    }

    [Theory]
    [InlineData("policy ?!")]
    [InlineData("nonsense i cannot")]
    [InlineData("policy *? cannot")]
    [InlineData("policy @unknown")]
    [InlineData("policy (a)? (b)?")]
    public void A_line_that_is_no_rule_is_named(string line)
    {
        var error = Assert.Throws<DemurException>(() => PhraseRuleReader.Read(["policy i cannot", line]));

        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(line, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dabei kann ich Ihnen leider nicht helfen.")]
    [InlineData("Es tut mir leid, aber ich kann diese Anfrage nicht erfüllen.")]
    [InlineData("Je suis désolé, mais je ne peux pas vous aider.")]
    [InlineData("Lo siento, pero no puedo ayudarte con eso.")]
    [InlineData("Mi dispiace, ma non posso aiutarti.")]
    [InlineData("Desculpe, mas não posso ajudar com isso.")]
    [InlineData("Het spijt me, maar ik kan geen dreigbrief schrijven.")]
    [InlineData("Przykro mi, ale nie mogę w tym pomóc.")]
    [InlineData("Bei so etwas darf ich leider nicht behilflich sein.")]
    [InlineData("Das verstößt gegen meine Richtlinien.")]
    [InlineData("Il m'est malheureusement impossible de répondre à cette demande.")]
    [InlineData("Je préfère décliner cette demande.")]
    [InlineData("Debo rechazar esta solicitud.")]
    [InlineData("Me niego a escribirlo.")]
    [InlineData("Devo declinare questa richiesta.")]
    [InlineData("Tenho de recusar este pedido.")]
    [InlineData("Isso vai contra as minhas diretrizes.")]
    [InlineData("Ik moet dit verzoek weigeren.")]
    [InlineData("To jest sprzeczne z moimi zasadami.")]
    [InlineData("I must respectfully decline.")]
    [InlineData("I'm not comfortable with that.")]
    [InlineData("That's not something I'm willing to help with.")]
    public void Refusals_of_every_language_are_found(string text) => Assert.Contains(Find(text), hit => hit.Kind == PhraseKind.Policy);

    [Theory]
    [InlineData("Natürlich! Hier ist ein Rezept für Apfelkuchen.")]
    [InlineData("Les rivières apportent des sels dissous.")]
    [InlineData("Usa kill con el número del proceso.")]
    [InlineData("Ecco tre nomi: Micio, Zorro e Nuvola.")]
    [InlineData("Find its number and then run kill.")]
    public void Plain_answers_have_no_refusing_phrase(string text) => Assert.DoesNotContain(Find(text), hit => hit.Kind == PhraseKind.Policy);

    private static ReadOnlySpan<Token> Tokens(string text)
    {
        var list = new TokenList();
        Tokenizer.Run(text, list);
        return list.Tokens;
    }

    private static List<PhraseHit> Find(string text)
    {
        var hits = new List<PhraseHit>();
        PhraseRules.Shipped.Find(Tokens(text), hits);
        return hits;
    }

    /// <summary>A phrase begins with a word of its first place, or of a later one where all before it may be missing.</summary>
    private static bool CanBegin(PhraseRule rule, ulong word) =>
        Enumerable.Range(0, rule.Elements.Length).Any(place => rule.Elements[place].FirstWords.Contains(word) && rule.Elements.Take(place).All(element => element.Optional));
}
