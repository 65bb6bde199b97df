using Demur.Audit.Labelling;
using Demur.Learning.Methods;
using Demur.Learning.Tables;

namespace Demur.Audit.Prediction.Internal;

/// <summary>Any method of the catalogue on the bare prompts.</summary>
internal sealed record MethodRecipe(LearningMethod Method, MethodSettings? Settings) : PromptRecipe
{
    /// <summary>The name under which a model file says its method; files without it hold the linear predictor.</summary>
    public const string Key = "method";

    public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>(StringComparer.Ordinal) { [Key] = Method.Name };

    public override IPromptModel Fit(IReadOnlyList<LabeledPrompt> prompts, IReadOnlyList<int> rows, int seed, CancellationToken cancellationToken)
    {
        var table = Table.OfTexts(
            [.. rows.Select(row => prompts[row].Prompt)],
            [.. rows.Select(row => prompts[row].IsRefusal ? ResponseDecision.Refusal : ResponseDecision.Compliance)],
            ResponseDecision.Refusal);
        return new MethodPromptModel(Method.Fit(table, Settings, seed, progress: null, cancellationToken));
    }
}
