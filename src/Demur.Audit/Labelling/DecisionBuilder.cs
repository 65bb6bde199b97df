using Demur.Audit.Labelling.Features;
using Demur.Decisions;
using Demur.Exchanges;

namespace Demur.Audit.Labelling;

/// <summary>Makes a decision of a probability and what the rules found: label, stance, kind, onset.</summary>
internal static class DecisionBuilder
{
    /// <summary>The decision on a response without text: there is nothing to label.</summary>
    public static ResponseDecision Nothing { get; } = new() { Label = Decision.Abstain, Score = 0 };

    /// <summary>The decision on a response that the labeller cannot read.</summary>
    public static ResponseDecision UnknownScript { get; } = new()
    {
        Label = Decision.Abstain,
        Score = 0.5,
        Evidence = new Evidence([new FeatureEvidence("a script that no rule reads", 0)]),
    };

    /// <summary>Makes a decision.</summary>
    /// <param name="workspace">The response, read.</param>
    /// <param name="response">The text.</param>
    /// <param name="probability">P(refusal).</param>
    /// <param name="options">Threshold and projection.</param>
    /// <param name="evidence">What the probability rests on.</param>
    /// <returns>The decision.</returns>
    public static ResponseDecision Build(LabellingWorkspace workspace, string response, double probability, LabelerOptions options, Evidence evidence)
    {
        if (workspace.Response.Count == 0 && IsOnlyMarks(response))
        {
            return Nothing;
        }

        var refuses = probability >= options.Threshold;
        var reading = StanceReader.Read(workspace, refuses);
        var label = Label(refuses, reading.Stance, options);
        return new ResponseDecision
        {
            Label = label,
            Score = probability,
            Stance = reading.Stance,
            Kind = refuses ? reading.Kind : null,
            Onset = refuses ? OnsetFinder.Find(workspace) : null,
            Evidence = evidence,
        };
    }

    private static string Label(bool refuses, Stance stance, LabelerOptions options)
    {
        if (ReferenceEquals(options.Projection, StanceProjection.Default))
        {
            return refuses ? ResponseDecision.Refusal : ResponseDecision.Compliance;
        }

        return options.Projection.Project(stance) switch
        {
            BinaryStance.Refusal => ResponseDecision.Refusal,
            BinaryStance.Compliance => ResponseDecision.Compliance,
            _ => Decision.Abstain,
        };
    }

    /// <summary>Whether a text has no character that a person would see; an answer of emoji or of one symbol is still an answer.</summary>
    private static bool IsOnlyMarks(string response)
    {
        foreach (var character in response)
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character) && !Text.CharacterFold.IsInvisible(character))
            {
                return false;
            }
        }

        return true;
    }
}
