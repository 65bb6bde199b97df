using Demur.Audit.Labelling;
using Demur.Audit.Prediction.Internal;
using Demur.Decisions;
using Demur.Learning.Calibration;
using Demur.Learning.Models;
using Demur.Learning.Text;
using Demur.Sentences;

namespace Demur.Audit.Prediction;

/// <summary>Predicts, before asking, whether one particular model will refuse a prompt (arXiv 2306.03423). Immutable and thread-safe.</summary>
public sealed class PromptRefusalPredictor
{
    /// <summary>What a model file of a predictor calls itself.</summary>
    public const string Kind = "prompt-predictor";

    private readonly IPromptModel _model;
    private readonly PlattCalibrator _calibrator;

    internal PromptRefusalPredictor(IPromptModel model, PlattCalibrator calibrator, PredictorTrust trust, ModelCard card)
    {
        _model = model;
        _calibrator = calibrator;
        Trust = trust;
        Card = card;
    }

    /// <summary>How far the predictor can be trusted.</summary>
    public PredictorTrust Trust { get; }

    /// <summary>What its file says about it.</summary>
    public ModelCard Card { get; }

    /// <summary>The name of the method that it learnt by.</summary>
    public string Method => Card.Options.GetValueOrDefault(MethodRecipe.Key, "logistic");

    /// <summary>Gives P(refusal) of a prompt; the linear predictor allocates nothing in the steady state.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="workspace">The caller's buffers.</param>
    /// <returns>The calibrated probability.</returns>
    public double Score(ReadOnlySpan<char> prompt, TextWorkspace workspace) => _calibrator.Calibrate(_model.Score(prompt, workspace));

    /// <summary>Predicts the answer to a prompt and says which n-grams and concepts speak for it.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <returns><see cref="ResponseDecision.Refusal"/> or <see cref="ResponseDecision.Compliance"/>, an abstention for a prompt of white space; the score is P(refusal), the evidence's weights are in the method's own units, log-odds before calibration for the linear predictor, whose concepts stand in brackets.</returns>
    public Decision Decide(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var score = Score(prompt, new TextWorkspace());
        return string.IsNullOrWhiteSpace(prompt)
            ? new Decision { Label = Decision.Abstain, Score = score }
            : new Decision
            {
                Label = score >= 0.5 ? ResponseDecision.Refusal : ResponseDecision.Compliance,
                Score = score,
                Evidence = _model.Explain(prompt),
            };
    }

    /// <summary>What speaks in any prompt. Of the linear predictor the n-grams and concepts with the largest absolute coefficients (arXiv 2306.03423, step 8); of other methods the rules or words that speak for a refusal, none where a method has none.</summary>
    /// <param name="count">How many at most; 18 in the paper.</param>
    /// <returns>The items by falling weight, without places.</returns>
    public IReadOnlyList<EvidenceItem> Strongest(int count = 18) => _model.Strongest(count);

    /// <summary>Saves the predictor to one file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public void Save(string path) => ModelFile.Save(path, Card, writer =>
    {
        _model.Write(writer);
        _calibrator.Write(writer);
        writer.WriteOptions(Trust, PredictionJsonContext.Default.PredictorTrust);
    });

    /// <summary>Loads a predictor.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoders">Gives the sentence encoder that the file names, by its identifier; null when there is none to give, which is enough for predictors of words alone.</param>
    /// <returns>The predictor.</returns>
    /// <exception cref="DemurException">The file is missing, damaged or holds something else, or needs an encoder that was not given.</exception>
    public static PromptRefusalPredictor Load(string path, Func<string, ISentenceEncoder>? encoders = null) => ModelFile.Load(path, Kind, (reader, card) =>
    {
        IPromptModel model = card.Options.ContainsKey(MethodRecipe.Key) ? MethodPromptModel.Read(reader, card) : LinearPromptModel.Read(reader, encoders);
        var calibrator = Calibrator.Read(reader) as PlattCalibrator ?? throw reader.Damaged("another calibrator than Platt's");
        return new PromptRefusalPredictor(model, calibrator, reader.ReadOptions(PredictionJsonContext.Default.PredictorTrust), card);
    });

    /// <summary>The identifier of the sentence encoder that the predictor works with; null when it reads words alone.</summary>
    public string? EncoderId => Card.Options.GetValueOrDefault(WordRecipe.EncoderKey);

    internal static ModelCard CardOf(PredictorTrust trust, IReadOnlyDictionary<string, string> options, string hash, int seed) => new()
    {
        Kind = Kind,
        CreatedBy = $"demur {typeof(PromptRefusalPredictor).Assembly.GetName().Version?.ToString(3)}",
        Description = "Predicts from a prompt whether the model that the labels came from will refuse it.",
        Options = options,
        DataHash = hash,
        Rows = trust.Prompts,
        Seed = seed,
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["auroc"] = trust.Auroc.Estimate,
            ["auroc low"] = trust.Auroc.Low,
            ["auroc high"] = trust.Auroc.High,
            ["average precision"] = trust.AveragePrecision,
            ["accuracy"] = trust.Accuracy.Estimate,
            ["majority accuracy"] = trust.MajorityAccuracy,
            ["brier"] = trust.Brier,
            ["calibration error"] = trust.CalibrationError,
        },
        Notes = [trust.Statement, "All metrics are of prompts that the scoring model had not seen; refusals come from the labels, and with them the labeller's errors."],
    };
}
