using Demur.Audit.Labelling.Rules;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Features;

/// <summary>Tells whether a prompt in one of the languages besides English asks what is allowed, forbidden or punished: an answer full of such words is an answer.</summary>
internal static class LawQuestion
{
    /// <summary>None of these is an English word, alone or in a sequence.</summary>
    private static readonly string[] Words =
    [
        "verboten|darf_man|strafbar|was_ist_erlaubt|welche_strafe|welche_strafen", // de
        "interdit|interdite|interdits|interdites|est_il_légal|quelle_peine|que_risque|a_t_on_le_droit", // fr
        "prohibido|prohibida|prohibidos|es_delito|es_ilegal|qué_multa|qué_pena|no_se_puede|no_está_permitido", // es
        "vietato|vietata|vietati|proibito|è_reato|è_legale|che_multa|cosa_si_rischia|non_si_può", // it
        "proibido|proibida|proibidos|é_crime|é_ilegal|qual_a_multa|não_pode|não_se_pode", // pt
        "verboden|mag_je|mag_niet|mag_men|strafbaar|toegestaan|welke_straf|welke_boete", // nl
        "zabronione|zabroniony|zakazane|nie_wolno|nie_można|karalne|jaka_kara|co_grozi", // pl
        "запрещено|запрещается|запрещены|нельзя|законно_ли|незаконно_ли|что_грозит|какой_штраф|какое_наказание|какие_последствия", // ru
        "заборонено|забороняється|заборонені|не_можна|чи_законно|що_загрожує|який_штраф|яке_покарання|які_наслідки", // uk
        "får_man_inte|är_olagligt|är_förbjudet|är_det_lagligt|vilket_straff|hur_mycket_böter", // sv
        "må_man_ikke|er_ulovligt|er_forbudt|er_det_lovligt|hvad_er_straffen", // da
        "får_man_ikke|har_man_ikke_lov|er_ulovlig|er_forbudt|er_det_lov|hva_er_straffen|kan_man_ikke", // nb
        "ei_saa|kiellettyä|kielletty|onko_laillista|mikä_rangaistus|mitkä_ovat_seuraukset", // fi
        "se_nesmí|zakázáno|zakázané|je_legální|jaký_trest|co_hrozí|jaké_jsou_následky", // cs
        "e_interzis|este_interzis|sunt_interzise|nu_e_voie|nu_am_voie|ce_pedeapsă|ce_amendă|ce_consecințe", // ro
        "tilos|nem_szabad|tiltott|milyen_büntetés|mennyi_a_büntetés|milyen_következményei", // hu
        "απαγορεύεται|απαγορεύονται|είναι_νόμιμο|δεν_επιτρέπεται|τι_ποινή|ποιες_είναι_οι_συνέπειες", // el
        "yasak|yasaktır|yasaklanan|yasal_mı|suç_mu|cezası_nedir|sonuçları_nelerdir", // tr
        "有什么后果|什么后果|违法吗|合法吗|犯法吗|禁止|不能做|不允许|怎么处罚|怎么判", // zh
        "禁止|罰則|してはいけない|しちゃいけない|違法ですか|違法なの|違法行為は|どんな罰", // ja
        "불법인|불법이야|불법인가요|불법이에요|금지된|금지되는|금지야|처벌_받나요|처벌받나요|어떤_처벌|하면_안|안_되는", // ko
    ];

    private static readonly PhraseElement Phrases = PhraseElement.OfChoice(Words.SelectMany(words => words.Split('|')).Select(WordsOf), optional: false);

    /// <summary>Reads a prompt.</summary>
    /// <param name="prompt">Its words.</param>
    /// <returns>Whether it asks so.</returns>
    public static bool IsAsked(ReadOnlySpan<Token> prompt)
    {
        for (var at = 0; at < prompt.Length; at++)
        {
            foreach (var rest in Phrases.After(prompt[at].Hash) ?? [])
            {
                if (Follows(prompt[(at + 1)..], rest))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Follows(ReadOnlySpan<Token> tokens, ulong[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (i == tokens.Length || tokens[i].Hash != words[i])
            {
                return false;
            }
        }

        return true;
    }

    private static ulong[] WordsOf(string phrase)
    {
        var tokens = new TokenList();
        Tokenizer.Run(phrase, tokens);
        return [.. tokens.Tokens.ToArray().Select(token => token.Hash)];
    }
}
