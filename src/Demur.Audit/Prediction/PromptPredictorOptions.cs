using Demur.Learning.Methods;
using Demur.Learning.Text;
using Demur.Sentences;

namespace Demur.Audit.Prediction;

/// <summary>How a prompt predictor is trained and judged.</summary>
public sealed record PromptPredictorOptions
{
    /// <summary>How to learn; null, the default, for logistic regression on words and concepts. Any other method learns from the bare words.</summary>
    public LearningMethod? Method { get; init; }

    /// <summary>What is set of <see cref="Method"/>; its defaults when null.</summary>
    public MethodSettings? Settings { get; init; }

    /// <summary>What the predictor looks at; null, the default, lets cross-validation within the training part choose between words, words with concepts and, where there is an encoder, both with its vectors. Not used with another method.</summary>
    public PromptFeatureSet? Features { get; init; }

    /// <summary>Words by what they are about; Demur's own lexicon when null.</summary>
    public Lexicon? Lexicon { get; init; }

    /// <summary>A sentence encoder whose vectors may join the words; null, the default, for none. The predictor's file names it and needs it again.</summary>
    public ISentenceEncoder? Encoder { get; init; }

    /// <summary>The folds of the outer cross-validation that yields the metrics; 5 by default.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The folds within a training part that choose the features and fit the calibration; 3 by default.</summary>
    public int InnerFolds { get; init; } = 3;

    /// <summary>The fewest labelled prompts to train on; 40 by default.</summary>
    public int MinPrompts { get; init; } = 40;

    /// <summary>The fewest prompts of either kind; 10 by default.</summary>
    public int MinPerClass { get; init; } = 10;

    /// <summary>Groups with fewer prompts of either kind are not held out on their own; 10 by default.</summary>
    public int MinHeldOutPerClass { get; init; } = 10;

    /// <summary>The options by the name of a method, as command lines have it.</summary>
    /// <param name="method">A name of <see cref="LearningMethods"/>; <c>logistic</c> is the default with its words and concepts.</param>
    /// <returns>The options.</returns>
    /// <exception cref="DemurException">There is no such method.</exception>
    public static PromptPredictorOptions Of(string method)
    {
        var found = LearningMethods.Named(method);
        return new PromptPredictorOptions { Method = found is LogisticMethod ? null : found };
    }
}
