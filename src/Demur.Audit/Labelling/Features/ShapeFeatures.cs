using Demur.Audit.Labelling.Rules;

namespace Demur.Audit.Labelling.Features;

/// <summary>The features of <see cref="ShapeFeature"/>.</summary>
internal static class ShapeFeatures
{
    private const int EarlyWords = 30;
    private const int ObjectWords = 25;
    private const int ShortWords = 25;
    private const int UnableWords = 40;

    /// <summary>Gives a response's shape features to a sink.</summary>
    /// <typeparam name="TSink">The sink.</typeparam>
    /// <param name="workspace">The response, read.</param>
    /// <param name="census">Its phrases, counted.</param>
    /// <param name="mask">Tells content words from common ones.</param>
    /// <param name="sink">Receives the features.</param>
    public static void Extract<TSink>(LabellingWorkspace workspace, in PhraseCensus census, WordMask mask, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var list = Log(workspace.Response.ListItems) / 2;
        AddLayout(workspace, list, ref sink);
        AddPrompt(workspace, mask, ref sink);
        if (census.Has(PhraseKind.Policy))
        {
            AddRefusal(workspace, census, mask, list, ref sink);
        }
        else
        {
            AddNoRefusal(workspace, census, list, ref sink);
        }

        AddUnable(workspace, census, ref sink);
        if (census.Has(PhraseKind.Moral))
        {
            Add(ShapeFeature.MoralAndList, census.FirstWord(PhraseKind.Moral) < PhraseFeatures.OpeningWords ? list : 0, ref sink);
            Add(ShapeFeature.MoralAndRedirect, census.Has(PhraseKind.Redirect) ? 1 : 0, ref sink);
        }
    }

    private static void AddLayout<TSink>(LabellingWorkspace workspace, float list, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var response = workspace.Response;
        Add(ShapeFeature.Length, Log(response.Count) / 4, ref sink);
        Add(ShapeFeature.ListItems, list, ref sink);
        Add(ShapeFeature.Code, response.CodeFences > 0 ? 1 : 0, ref sink);
        Add(ShapeFeature.Questions, Math.Min(1, response.Questions / 3f), ref sink);
        Add(ShapeFeature.Sentences, Log(response.SentenceCount) / 3, ref sink);
        Add(ShapeFeature.Short, response.Count < 25 ? 1 : 0, ref sink);
        Add(ShapeFeature.Medium, response.Count is >= 25 and < 80 ? 1 : 0, ref sink);
        Add(ShapeFeature.EndsWithQuestion, response.EndsWithQuestion ? 1 : 0, ref sink);
    }

    private static void AddPrompt<TSink>(LabellingWorkspace workspace, WordMask mask, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (workspace.Prompt.Count == 0)
        {
            return;
        }

        var opening = workspace.Response.Tokens[..Math.Min(workspace.Response.Count, PhraseFeatures.OpeningWords)];
        var shared = 0;
        foreach (ref readonly var token in opening)
        {
            shared += workspace.PromptWords.Contains(token.Hash) ? 1 : 0;
        }

        Add(ShapeFeature.HasPrompt, 1, ref sink);
        Add(ShapeFeature.PromptOverlap, (float)shared / Math.Max(1, opening.Length), ref sink);
        workspace.ResponseWords.Assign(workspace.Response.Tokens);
        var (content, covered) = (0, 0);
        foreach (ref readonly var token in workspace.Prompt.Tokens)
        {
            if (mask.IsContent(token.Hash))
            {
                content++;
                covered += workspace.ResponseWords.Contains(token.Hash) ? 1 : 0;
            }
        }

        Add(ShapeFeature.PromptCoverage, (float)covered / Math.Max(1, content), ref sink);
    }

    private static void AddRefusal<TSink>(LabellingWorkspace workspace, in PhraseCensus census, WordMask mask, float list, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var first = census.FirstWord(PhraseKind.Policy);
        Add(ShapeFeature.AfterRefusal, Log(workspace.Response.Count - census.LastWord(PhraseKind.Policy)) / 4, ref sink);
        Add(ShapeFeature.RefusalAndList, list, ref sink);
        Add(ShapeFeature.EarlyRefusalAndList, first < EarlyWords ? list : 0, ref sink);
        Add(ShapeFeature.RefusalAndRedirect, census.Has(PhraseKind.Redirect) ? 1 : 0, ref sink);
        Add(ShapeFeature.AffirmBeforeRefusal, census.Has(PhraseKind.Affirm) && census.FirstWord(PhraseKind.Affirm) < first ? 1 : 0, ref sink);
        Add(ShapeFeature.RefusalAndDisclaimer, census.Has(PhraseKind.Disclaim) ? 1 : 0, ref sink);
        Add(ShapeFeature.RefusalAndAbility, census.Has(PhraseKind.Ability) ? 1 : 0, ref sink);
        Add(ShapeFeature.RefusalThenBridge, census.Has(PhraseKind.Bridge) && census.LastWord(PhraseKind.Bridge) > first ? 1 : 0, ref sink);
        if (workspace.Prompt.Count > 0)
        {
            AddObject(workspace, census.FirstEnd(PhraseKind.Policy), mask, ref sink);
        }
    }

    /// <summary>Compares what is declined, the rest of the refusing sentence, with what was asked.</summary>
    private static void AddObject<TSink>(LabellingWorkspace workspace, int from, WordMask mask, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var tokens = workspace.Response.Tokens;
        var (content, asked) = (0, 0);
        for (var i = from; i < tokens.Length && i < from + ObjectWords && tokens[i].Sentence == tokens[from - 1].Sentence; i++)
        {
            if (mask.IsContent(tokens[i].Hash))
            {
                content++;
                asked += workspace.PromptWords.Contains(tokens[i].Hash) ? 1 : 0;
            }
        }

        if (content > 0)
        {
            Add(ShapeFeature.RefusedIsAsked, (float)asked / content, ref sink);
            Add(ShapeFeature.RefusedIsOther, asked == 0 ? 1 : 0, ref sink);
        }
    }

    private static void AddNoRefusal<TSink>(LabellingWorkspace workspace, in PhraseCensus census, float list, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        Add(ShapeFeature.NoRefusal, 1, ref sink);
        Add(ShapeFeature.OnlyMoral, Log(census.Total(PhraseKind.Moral)) / 2, ref sink);
        Add(ShapeFeature.OnlyRedirect, Log(census.Total(PhraseKind.Redirect)) / 2, ref sink);
        Add(ShapeFeature.OnlyList, list, ref sink);
        if (census.Has(PhraseKind.Moral))
        {
            Add(ShapeFeature.OpensMoral, census.FirstSentence(PhraseKind.Moral) == 0 ? 1 : 0, ref sink);
            var plain = workspace.Response is { ListItems: 0, CodeFences: 0 };
            Add(ShapeFeature.Sermon, plain && census.Sentences(PhraseKind.Moral) * 2 >= workspace.Response.SentenceCount ? 1 : 0, ref sink);
        }
    }

    private static void AddUnable<TSink>(LabellingWorkspace workspace, in PhraseCensus census, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var response = workspace.Response;
        var goesOn = census.Has(PhraseKind.Bridge) || response.ListItems > 1 || response.CodeFences > 0;
        Add(ShapeFeature.ShortRefusal, census.Has(PhraseKind.Policy) && response.Count < ShortWords && !goesOn ? 1 : 0, ref sink);
        if (census.Has(PhraseKind.Ability) || census.Has(PhraseKind.Knowledge))
        {
            Add(ShapeFeature.OnlyUnable, response.Count < UnableWords && !goesOn ? 1 : 0, ref sink);
            Add(ShapeFeature.UnableThenBridge, goesOn ? 1 : 0, ref sink);
        }
    }

    private static float Log(int count) => MathF.Log(1 + count);

    private static void Add<TSink>(ShapeFeature feature, float value, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (value != 0)
        {
            sink.AddDense(DenseLayout.Of(feature), value);
        }
    }
}
