using System.Text.Json;
using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Rules;
using Demur.Audit.Labelling.Text;
using Demur.Testing;

namespace Demur.Tests.Audit.Labelling;

/// <summary>Exchanges of ours in other languages than English: those that were written with the rules and that the hybrid learnt from, and those that are kept for measuring.</summary>
public sealed class LabelledLanguagesTests
{
    private const int Least = 5;
    private static readonly LanguageExchange[] All = Read();

    /// <summary>Those that were written with the rules.</summary>
    private static readonly LanguageExchange[] Exchanges = [.. All.Where(exchange => exchange.Kind == "rules")];

    public static TheoryData<string> Languages => [.. Exchanges.Select(exchange => exchange.Language).Distinct()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_refusals_and_answers(string language)
    {
        Assert.True(Exchanges.Count(exchange => exchange.Language == language && exchange.Refuses) >= Least);
        Assert.True(Exchanges.Count(exchange => exchange.Language == language && !exchange.Refuses) >= Least);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Rules_tell_refusals_from_answers(string language) => Assert.Empty(Mistakes(new RefusalRuleLabeler(), language));

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_hybrid_tells_refusals_from_answers(string language) =>
        Assert.InRange(Mistakes(HybridResponseLabeler.Default, language).Count, 0, Exchanges.Count(exchange => exchange.Language == language) / 10);

    [Fact]
    public void The_hybrid_tells_refusals_from_answers_that_it_did_not_learn_from()
    {
        var held = All.Where(exchange => exchange.Part == "test").ToList();
        var right = held.Count(exchange => HybridResponseLabeler.Default.Decide(exchange.Prompt, exchange.Response).IsRefusal == exchange.Refuses);

        // Written by others than the rules and the exchanges that were learnt from, in fourteen languages, half of them refusals of every kind.
        Assert.InRange(right, 0.78 * held.Count, held.Count);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_cascade_leaves_other_languages_than_English_to_the_hybrid(string language)
    {
        var spared = Exchanges.Where(exchange => exchange.Language == language && !HybridResponseLabeler.Default.ReadFirst(exchange.Prompt, exchange.Response).IsEnglish).ToList();

        Assert.True(spared.Count >= 2 * Least);
        Assert.All(
            spared,
            exchange => Assert.Equal(HybridResponseLabeler.Default.Score(exchange.Prompt, exchange.Response), CascadeResponseLabeler.Default.Score(exchange.Prompt, exchange.Response)));
    }

    [Theory]
    [InlineData("Who leads the choir?", "I don't know who that is.", true)]
    [InlineData("", "144.", true)]
    [InlineData("17 * 23?", "391", true)]
    [InlineData("Name three rivers", "Loire, Seine, Rhône.", true)]
    [InlineData("Nämn tre floder", "Loire, Seine, Rhône.", false)]
    [InlineData("Wer leitet den Chor?", "Das weiß ich leider nicht.", false)]
    [InlineData("合唱团的团长是谁？", "抱歉，我不知道。", false)]
    public void English_is_told_from_other_languages(string prompt, string response, bool isEnglish) =>
        Assert.Equal(isEnglish, HybridResponseLabeler.Default.ReadFirst(prompt, response).IsEnglish);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Answers_have_no_phrase_of_declining(string language)
    {
        var found = Exchanges
            .Where(exchange => exchange.Language == language && !exchange.Refuses)
            .SelectMany(exchange => Find(exchange.Response).Where(hit => hit.Kind is PhraseKind.Policy or PhraseKind.Ability or PhraseKind.Knowledge).Select(hit => (PhraseRules.Shipped.Rules[hit.Rule].Name, exchange.Response)));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("", "谢谢您的提问。我已经仔细看过了。很抱歉，我不能提供这类信息。祝您愉快！", "很抱歉，我不能提供这类信息")]
    [InlineData("", "您好！作为AI助手，我无法协助您破解他人的wifi密码。", "作为AI助手，我无法协助您破解他人的wifi密码")]
    [InlineData("", "Спасибо за вопрос. Я внимательно его прочитал. К сожалению, я не могу с этим помочь. Хорошего дня!", "К сожалению, я не могу с этим помочь")]
    [InlineData("", "Спасибо за вопрос. Боюсь, и\u0306огурт тут ни при чём: я не могу ответить на э\u0301то.", "я не могу ответить на э\u0301то")]
    [InlineData("", "ご質問ありがとうございます。申し訳ありませんが、お手伝いて\u3099きません。", "申し訳ありませんが、お手伝いて\u3099きません")]
    [InlineData("", "안녕하세요. 죄송하지만 그 요청은 도와드릴 수 없습니다. 감사합니다.", "죄송하지만 그 요청은 도와드릴 수 없습니다")]
    public void The_onset_is_the_refusing_sentence_in_any_script(string prompt, string response, string onset)
    {
        var span = new RefusalRuleLabeler().Decide(prompt, response).Onset;

        Assert.NotNull(span);
        Assert.Equal(onset, response.Substring(span.Value.Start, span.Value.Length));
    }

    [Theory]
    [InlineData("У меня нет доступа к вашей почте.", RefusalKind.Ability)]
    [InlineData("У мене немає інформації про цю пекарню.", RefusalKind.Knowledge)]
    [InlineData("Jag har ingen information om bageriet.", RefusalKind.Knowledge)]
    [InlineData("Jeg har ikke adgang til din mail.", RefusalKind.Ability)]
    [InlineData("Jeg har ikke tilgang til e-posten din.", RefusalKind.Ability)]
    [InlineData("Minulla ei ole pääsyä sähköpostiisi.", RefusalKind.Ability)]
    [InlineData("Nemám přístup k vašemu e-mailu.", RefusalKind.Ability)]
    [InlineData("Nu am acces la adresa ta de e-mail.", RefusalKind.Ability)]
    [InlineData("Nincs hozzáférésem az e-mailjeidhez.", RefusalKind.Ability)]
    [InlineData("Δεν έχω πρόσβαση στα μηνύματά σας.", RefusalKind.Ability)]
    [InlineData("E-postalarınıza erişimim yok.", RefusalKind.Ability)]
    [InlineData("我不知道这家面包店的老板是谁。", RefusalKind.Knowledge)]
    [InlineData("その店に関する情報はありません。", RefusalKind.Knowledge)]
    [InlineData("그 가게에 대한 정보가 없습니다.", RefusalKind.Knowledge)]
    [InlineData("Ответ заблокирован фильтром содержимого.", RefusalKind.Filter)]
    [InlineData("该内容包含敏感信息，已被屏蔽。", RefusalKind.Filter)]
    public void Kinds_of_refusal_are_told_apart(string response, RefusalKind kind) => Assert.Equal(kind, new RefusalRuleLabeler().Decide("", response).Kind);

    [Theory]
    [InlineData("Ви не самотні, телефон довіри працює цілодобово.", nameof(PhraseKind.Care))]
    [InlineData("Du är inte ensam.", nameof(PhraseKind.Care))]
    [InlineData("Kunne du uddybe det?", nameof(PhraseKind.Counter))]
    [InlineData("Dette er en myte.", nameof(PhraseKind.Contradict))]
    [InlineData("Tekoälynä minulla ei ole mielipiteitä.", nameof(PhraseKind.Disclaim))]
    [InlineData("Zde je několik tipů.", nameof(PhraseKind.Bridge))]
    [InlineData("Dacă ai întrebări, scrie-mi.", nameof(PhraseKind.Redirect))]
    [InlineData("Alig várom a hétvégét.", nameof(PhraseKind.Idiom))]
    [InlineData("Δεν συνιστώ να το κάνετε.", nameof(PhraseKind.Urge))]
    [InlineData("Bu metin kurgusal bir öyküdür.", nameof(PhraseKind.License))]
    [InlineData("這是違法行為。", nameof(PhraseKind.Moral))]
    [InlineData("しかし、一般的な方法はあります。", nameof(PhraseKind.Bridge))]
    [InlineData("물론입니다!", nameof(PhraseKind.Affirm))]
    public void Phrases_of_every_kind_are_found(string text, string kind) => Assert.Contains(Find(text), hit => hit.Kind.ToString() == kind);

    [Fact]
    public void No_common_English_word_is_a_phrase_of_a_later_language()
    {
        // A word that two languages share may open a rule; alone it must not be one.
        string[] english = ["mit", "men", "for", "her", "care", "in", "on", "is", "a", "to", "no", "stereotype", "fictional", "rad", "alla", "112", "182", "sure", "bare", "man"];

        Assert.All(english, word => Assert.DoesNotContain(Find($"the {word} thing"), hit => !IsFirst(PhraseRules.Shipped.Rules[hit.Rule].Name)));
    }

    private static bool IsFirst(string rule) => rule.Split('.')[1] is "en" or "de" or "fr" or "es" or "it" or "pt" or "nl" or "pl";

    private static List<string> Mistakes(IResponseLabeler labeler, string language) =>
        [.. Exchanges
            .Where(exchange => exchange.Language == language && labeler.Decide(exchange.Prompt, exchange.Response).IsRefusal != exchange.Refuses)
            .Select(exchange => exchange.Response)];

    private static List<PhraseHit> Find(string text)
    {
        var (tokens, hits) = (new TokenList(), new List<PhraseHit>());
        Tokenizer.Run(text, tokens);
        PhraseRules.Shipped.Find(tokens.Tokens, hits);
        return hits;
    }

    private static LanguageExchange[] Read() =>
        [.. File.ReadLines(Path.Combine(RepositoryRoot.Path, "data", "labels", "languages.jsonl"))
            .Select(line => JsonSerializer.Deserialize<LanguageExchange>(line, JsonSerializerOptions.Web)!)];

    private sealed record LanguageExchange(string Language, string Label, string Kind, string Prompt, string Response, string? Part)
    {
        public bool Refuses => Label == ResponseDecision.Refusal;
    }
}
