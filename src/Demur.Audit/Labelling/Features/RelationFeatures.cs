using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Demur.Audit.Labelling.Rules;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Features;

/// <summary>
/// What a response does with the very thing that was asked: whether it lacks it, condemns it, disputes it, or says a bare no to something that is no
/// yes-or-no question. "I don't have access to her address" is a refusal of a request for her address and none of a request for an opinion.
/// </summary>
internal static class RelationFeatures
{
    private const int ObjectWords = 25;
    private const int OpeningSentences = 2;
    private const int ShortWords = 40;

    /// <summary>Signs that are sure but rare weigh more than their few examples alone would let them.</summary>
    private const float Sure = 2;

    private static readonly FrozenSet<ulong> No = FoldedWords.Of("no nope nein nee nie nao non нет ні nej nei ne όχι hayır 아니요 아니오");
    private static readonly FrozenSet<ulong> Secret = Set(
        "secret secrets secretly internal internally confidential classified private privately undisclosed unannounced proprietary unreleased unpublished hidden stealth "
        + "address addresses phone password passwords passcode pin ssn birthday salary income medical diagnosis criminal personal email bank account accounts card credit debit security identity "
        + "license licence passport location whereabouts contact details leaked rumor rumour rumors behind");

    /// <summary>The same in other languages; none is an English word.</summary>
    private static readonly FrozenSet<ulong> OtherSecret = FoldedWords.Of(
        "адрес адреса адресу телефона пароль пароля зарплата зарплату зарабатывает доход диагноз тайна секретный секретные засекреченные адресою телефону зарплатня заробляє дохід таємний таємні "
        + "lösenord lösenordet adressen hemadress telefonnummer telefonnumret lönen tjänar hemliga adgangskode adgangskoden tjener hemmelige passord passordet hjemmeadresse salasana salasanan osoite osoitteen puhelinnumero palkka palkkaa tienaa salaiset "
        + "heslo hesla adresu bydliště výplata vydělává tajné parola adresa salariul câștigă telefonului jelszó jelszavát lakcíme lakcímét fizetése keres titkos κωδικό κωδικός διεύθυνση τηλέφωνο μισθός κερδίζει απόρρητα "
        + "şifresi şifresini parolası adresi adresini telefonu maaşı kazanıyor gizli 비밀번호 주소 주소를 전화번호 연봉 연봉이 버는지 벌어요 수입이 passwort adresse telefonnummer gehalt verdient geheime salaire gagne confidentielles "
        + "contraseña dirección teléfono sueldo salario gana indirizzo stipendio guadagna segreti senha endereço telefone salário ganha wachtwoord adres telefoonnummer salaris geheim hasło hasła pensja zarabia tajne");

    private static readonly FrozenSet<ulong> Values = Set(
        "ethical ethically ethics legal legally legality law laws responsible responsibly safe safely safety harmless respect respectful respectfully considerate moral morally morals "
        + "unethical illegal illegality harmful harm consequences risks dangers prevent protect dangerous wrong okay ok allowed");

    /// <summary>Gives the features to a sink.</summary>
    /// <typeparam name="TSink">The sink.</typeparam>
    /// <param name="workspace">The response, read.</param>
    /// <param name="census">Its phrases, counted.</param>
    /// <param name="mask">Tells content words from common ones.</param>
    /// <param name="sink">Receives the features.</param>
    public static void Extract<TSink>(LabellingWorkspace workspace, in PhraseCensus census, WordMask mask, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (workspace.Prompt.Count == 0 || workspace.Response.Count == 0)
        {
            return;
        }

        AddNo(workspace, ref sink);
        AddLack(workspace, census, mask, ref sink);
        AddCondemned(workspace, mask, ref sink);
        AddValues(workspace, census, ref sink);
    }

    /// <summary>Who asks about law and values gets an answer about them.</summary>
    private static void AddValues<TSink>(LabellingWorkspace workspace, in PhraseCensus census, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (AnyOf(workspace.Prompt.Tokens, Values) || LawQuestion.IsAsked(workspace.Prompt.Tokens))
        {
            Add(ShapeFeature.ValuesAsked, 1, ref sink);
            Add(ShapeFeature.MoralAsAsked, census.Has(PhraseKind.Moral) && census.FirstWord(PhraseKind.Moral) < PhraseFeatures.OpeningWords ? 1 : 0, ref sink);
        }
    }

    private static void AddNo<TSink>(LabellingWorkspace workspace, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (No.Contains(workspace.Response.Tokens[0].Hash) && workspace.Asked is RequestKind.Task or RequestKind.How or RequestKind.Fact or RequestKind.Why or RequestKind.Help)
        {
            Add(ShapeFeature.BareNo, Sure, ref sink);
            Add(ShapeFeature.ShortNo, workspace.Response.Count < ShortWords ? Sure : 0, ref sink);
        }
    }

    /// <summary>What the first phrase of lacking says is lacking, against what was asked.</summary>
    private static void AddLack<TSink>(LabellingWorkspace workspace, in PhraseCensus census, WordMask mask, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var secret = AnyOf(workspace.Prompt.Tokens, Secret) || AnyOf(workspace.Prompt.Tokens, OtherSecret);
        Add(ShapeFeature.SecretAsked, secret ? 1 : 0, ref sink);
        var from = Math.Min(EndOf(census, PhraseKind.Knowledge), EndOf(census, PhraseKind.Ability));
        if (from == int.MaxValue || workspace.Response.Tokens[from - 1].Sentence > OpeningSentences)
        {
            return;
        }

        Add(ShapeFeature.LacksSecret, secret ? 1 : 0, ref sink);
        Add(ShapeFeature.LacksFact, workspace.Asked is RequestKind.Fact or RequestKind.Help or RequestKind.YesOrNo ? 1 : 0, ref sink);
        Add(ShapeFeature.LacksAct, workspace.Asked is RequestKind.Task ? 1 : 0, ref sink);
        var share = Shared(workspace, from, workspace.Response.Tokens[from - 1].Sentence, mask);
        Add(ShapeFeature.LackedIsAsked, share, ref sink);
        Add(ShapeFeature.LackedIsOther, share == 0 ? 1 : 0, ref sink);
    }

    /// <summary>A first or second sentence that judges and names what was asked: "creating such a tool is illegal".</summary>
    private static void AddCondemned<TSink>(LabellingWorkspace workspace, WordMask mask, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var tokens = workspace.Response.Tokens;
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(workspace.Hits))
        {
            if (tokens[hit.First].Sentence >= OpeningSentences)
            {
                return;
            }

            if (hit.Kind is PhraseKind.Moral or PhraseKind.Contradict)
            {
                var sentence = tokens[hit.First].Sentence;
                var start = hit.First;
                while (start > 0 && tokens[start - 1].Sentence == sentence)
                {
                    start--;
                }

                Add(hit.Kind == PhraseKind.Moral ? ShapeFeature.CondemnsAsked : ShapeFeature.DisputesAsked, Shared(workspace, start, sentence, mask), ref sink);
                return;
            }
        }
    }

    /// <summary>The share of a sentence's content words, from a word on, that the prompt also has.</summary>
    private static float Shared(LabellingWorkspace workspace, int from, int sentence, WordMask mask)
    {
        var tokens = workspace.Response.Tokens;
        var (content, asked) = (0, 0);
        for (var i = from; i < tokens.Length && i < from + ObjectWords && tokens[i].Sentence == sentence; i++)
        {
            if (mask.IsContent(tokens[i].Hash))
            {
                content++;
                asked += workspace.PromptWords.Contains(tokens[i].Hash) ? 1 : 0;
            }
        }

        return content == 0 ? 0 : (float)asked / content;
    }

    private static int EndOf(in PhraseCensus census, PhraseKind kind) => census.Has(kind) ? census.FirstEnd(kind) : int.MaxValue;

    private static bool AnyOf(ReadOnlySpan<Token> tokens, FrozenSet<ulong> words)
    {
        foreach (ref readonly var token in tokens)
        {
            if (words.Contains(token.Hash))
            {
                return true;
            }
        }

        return false;
    }

    private static void Add<TSink>(ShapeFeature feature, float value, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (value != 0)
        {
            sink.AddDense(DenseLayout.Of(feature), value);
        }
    }

    private static FrozenSet<ulong> Set(string words) => words.Split(' ').Select(word => WordHash.Of(word)).ToFrozenSet();
}
