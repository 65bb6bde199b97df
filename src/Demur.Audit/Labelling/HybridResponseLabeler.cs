using System.Reflection;
using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Rules;
using Demur.Learning.Linear;
using Demur.Learning.Models;

namespace Demur.Audit.Labelling;

/// <summary>
/// Labels responses by phrase rules and a linear model joined: rules in 22 languages say what a phrase does, masked n-grams and the response's shape
/// say what follows from it, in one model for English and one for all other languages. Works on models that it has never seen; immutable, thread-safe, and fast enough to label every answer of a log.
/// After Reuter and Schulze 2023 (arXiv 2306.03423), which labels with n-grams alone.
/// </summary>
public sealed class HybridResponseLabeler : IResponseLabeler
{
    private const string Resource = "Demur.Audit.Labelling.hybrid.labeler";
    private static readonly Lazy<HybridResponseLabeler> Shipped = new(LoadShipped);
    private readonly HybridModel _model;
    private readonly HybridModel? _otherLanguages;
    private readonly LogitCalibration _calibration;
    private readonly LabelerOptions _options;

    internal HybridResponseLabeler(HybridModel model, HybridModel? otherLanguages, LogitCalibration? calibration = null, LabelerOptions? options = null, ModelCard? card = null)
    {
        _model = model;
        _otherLanguages = otherLanguages;
        _calibration = calibration ?? LogitCalibration.None;
        _options = options ?? new LabelerOptions();
        _options.Validate();
        Card = card;
    }

    /// <summary>The one that ships with Demur, the first stage of <see cref="CascadeResponseLabeler.Default"/>; loaded at the first use.</summary>
    public static HybridResponseLabeler Default => Shipped.Value;

    /// <summary>What its file says about it: data, options, metrics; null for a labeller that was never saved.</summary>
    public ModelCard? Card { get; }

    /// <inheritdoc/>
    public string Name => Card is null ? "hybrid" : $"hybrid {Card.DataHash[..Math.Min(8, Card.DataHash.Length)]}";

    internal int NgramCount => _model.NgramCount;

    /// <summary>Loads a labeller that 'demur train labeler' made.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The labeller.</returns>
    /// <exception cref="DemurException">The file is missing, damaged, or made for another version's rules.</exception>
    public static HybridResponseLabeler Load(string path) => ModelFile.Load(path, HybridModel.FileKind, Read);

    /// <summary>Saves the labeller.</summary>
    /// <param name="path">The file.</param>
    /// <param name="card">What the file says about itself; its kind is set here.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public void Save(string path, ModelCard card) => ModelFile.Save(path, card with { Kind = HybridModel.FileKind }, Write);

    /// <inheritdoc/>
    public ResponseDecision Decide(string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(response);
        return Decide(prompt, response, static first => new SecondStage(first.LogOdds), _options);
    }

    /// <summary>Decides by what a second stage makes of the log-odds.</summary>
    internal ResponseDecision Decide(string prompt, string response, Func<FirstReading, SecondStage> second, LabelerOptions options)
    {
        if (string.IsNullOrWhiteSpace(response))
        {
            return DecisionBuilder.Nothing;
        }

        var workspace = LabellingWorkspace.Current;
        var model = Read(prompt, response, workspace);
        if (options.AbstainOnUnknownScripts && workspace.IsOfUnknownScript)
        {
            return DecisionBuilder.UnknownScript;
        }

        var sink = new ScoringSink(model, workspace);
        Extract(workspace, model, ref sink);
        var whole = second(new FirstReading(_calibration.LogOdds(sink.LogOdds), ReferenceEquals(model, _model)));
        var evidence = HybridEvidence.Of(workspace, model, response);
        return DecisionBuilder.Build(workspace, response, Logistic.Sigmoid(whole.LogOdds), options, whole.Join(evidence));
    }

    /// <summary>Scores without making a decision; allocates nothing.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="response">What was answered.</param>
    /// <returns>P(refusal), from 0 to 1; a response without words gets the model's prior.</returns>
    public double Score(string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(response);
        return Logistic.Sigmoid(ReadFirst(prompt, response).LogOdds);
    }

    /// <summary>Adapts the labeller to a model by a few of its answers: 20 to 50 usually do. Only the threshold and the sharpness of the scores change, never their order.</summary>
    /// <param name="answers">Answers of the new model with their labels, both classes among them.</param>
    /// <returns>The adapted labeller; this one stays as it is.</returns>
    /// <exception cref="DemurException">A class is missing.</exception>
    public HybridResponseLabeler Recalibrate(IReadOnlyList<LabelledResponse> answers)
    {
        Recalibration.Check(answers);
        var plain = new HybridResponseLabeler(_model, _otherLanguages);
        var logOdds = answers.Select(answer => plain.ReadFirst(answer.Prompt, answer.Response).LogOdds).ToArray();
        return new HybridResponseLabeler(_model, _otherLanguages, LogitCalibration.Fit(logOdds, [.. answers.Select(answer => answer.IsRefusal)]), _options, Card);
    }

    /// <summary>Gives a labeller with another threshold or projection.</summary>
    /// <param name="options">How scores and stances become labels.</param>
    /// <returns>The new labeller.</returns>
    /// <exception cref="DemurException">The threshold is not between 0 and 1.</exception>
    public HybridResponseLabeler With(LabelerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new HybridResponseLabeler(_model, _otherLanguages, _calibration, options, Card);
    }

    /// <summary>Reads an exchange without making a decision.</summary>
    internal FirstReading ReadFirst(string prompt, string response)
    {
        var workspace = LabellingWorkspace.Current;
        var model = Read(prompt, response, workspace);
        var sink = new ScoringSink(model, workspace);
        Extract(workspace, model, ref sink);
        return new FirstReading(_calibration.LogOdds(sink.LogOdds), ReferenceEquals(model, _model));
    }

    internal byte[] ToBytes(ModelCard card) => ModelFile.ToBytes(card with { Kind = HybridModel.FileKind }, Write);

    internal static HybridResponseLabeler Read(ModelReader reader, ModelCard card)
    {
        var model = HybridModel.Read(reader);
        var otherLanguages = reader.ReadInt32() == 0 ? null : HybridModel.Read(reader);
        return new HybridResponseLabeler(model, otherLanguages, new LogitCalibration(reader.ReadDouble(), reader.ReadDouble()), card: card);
    }

    private static HybridResponseLabeler LoadShipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return ModelFile.FromBytes(bytes.ToArray(), "the labeller inside Demur.Audit", HybridModel.FileKind, Read);
    }

    internal void Write(ModelWriter writer)
    {
        _model.Write(writer);
        writer.WriteInt32(_otherLanguages is null ? 0 : 1);
        _otherLanguages?.Write(writer);
        writer.WriteDouble(_calibration.Scale);
        writer.WriteDouble(_calibration.Offset);
    }

    /// <summary>Reads an exchange and gives the model for its language.</summary>
    private HybridModel Read(string prompt, string response, LabellingWorkspace workspace)
    {
        workspace.Read(prompt, response);
        if (_otherLanguages is null)
        {
            workspace.Find(prompt, response, PhraseRules.Shipped);
            return _model;
        }

        var isEnglish = EnglishSense.IsEnglish(_model.Mask, _otherLanguages.Mask, workspace);
        workspace.Find(prompt, response, isEnglish ? PhraseRules.English : PhraseRules.Shipped);
        return isEnglish ? _model : _otherLanguages;
    }

    private static void Extract(LabellingWorkspace workspace, HybridModel model, ref ScoringSink sink)
    {
        PhraseFeatures.Extract(workspace, model.Mask, ref sink);
        NgramFeatures.Extract(workspace, model.Mask, ref sink);
        ActFeatures.Extract(workspace, ref sink);
    }
}
