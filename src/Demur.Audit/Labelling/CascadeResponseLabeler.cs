using Demur.Audit.Labelling.Reading;
using Demur.Decisions;
using Demur.Learning.Linear;

namespace Demur.Audit.Labelling;

/// <summary>
/// Two labellers in a cascade: the hybrid labels every response in microseconds, and those on which it wavers are read by a small encoder in milliseconds; their log-odds are
/// then averaged. A response in letters that the encoder does not know stays with the hybrid. Immutable and thread-safe.
/// </summary>
public sealed class CascadeResponseLabeler : IResponseLabeler
{
    private readonly Lazy<ResponseReader> _reader;
    private readonly LogitCalibration _calibration;
    private readonly LabelerOptions _options;
    private readonly double _threshold;

    /// <summary>Makes a cascade.</summary>
    /// <param name="reader">The second stage; the one that ships with Demur when null.</param>
    /// <param name="first">The first stage; the one that ships with Demur when null.</param>
    /// <param name="cascade">When the second stage is asked; the defaults when null.</param>
    /// <exception cref="DemurException">An option is out of range.</exception>
    public CascadeResponseLabeler(ResponseReader? reader = null, HybridResponseLabeler? first = null, CascadeOptions? cascade = null)
        : this(
            first ?? HybridResponseLabeler.Default,
            reader is null ? new Lazy<ResponseReader>(static () => ResponseReader.Default) : new Lazy<ResponseReader>(reader),
            cascade ?? new CascadeOptions(),
            LogitCalibration.None,
            new LabelerOptions()) => IsShipped = reader is null && first is null;

    private CascadeResponseLabeler(HybridResponseLabeler first, Lazy<ResponseReader> reader, CascadeOptions cascade, LogitCalibration calibration, LabelerOptions options)
    {
        cascade.Validate();
        options.Validate();
        (First, _reader, Cascade, _calibration, _options) = (first, reader, cascade, calibration, options);
        _threshold = Math.Log(options.Threshold / (1 - options.Threshold));
    }

    /// <summary>The labeller that ships with Demur; its reader is loaded at the first response that needs it.</summary>
    public static CascadeResponseLabeler Default { get; } = new();

    /// <summary>When the second stage is asked, and how much it counts.</summary>
    public CascadeOptions Cascade { get; }

    /// <summary>The first stage.</summary>
    public HybridResponseLabeler First { get; }

    /// <summary>The second stage.</summary>
    public ResponseReader Reader => _reader.Value;

    /// <summary>Whether both stages are those that ship with Demur, not recalibrated.</summary>
    internal bool IsShipped { get; private init; }

    internal LabelerOptions Options => _options;

    /// <inheritdoc/>
    public string Name => Cascade.Bound == 0 ? First.Name : $"cascade {Short(First.Card?.DataHash)}-{Short(Reader.Card?.DataHash)}";

    /// <inheritdoc/>
    public ResponseDecision Decide(string prompt, string response) => Decide(prompt, response, static logOdds => logOdds);

    /// <summary>Decides by what is made of the log-odds of both stages.</summary>
    internal ResponseDecision Decide(string prompt, string response, Func<double, double> correct)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(response);
        return First.Decide(prompt, response, Corrected, _options);

        SecondStage Corrected(FirstReading first)
        {
            var joined = Join(prompt, response, first, _calibration);
            return joined with { LogOdds = correct(joined.LogOdds) };
        }
    }

    /// <summary>Scores without making a decision.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="response">What was answered.</param>
    /// <returns>P(refusal), from 0 to 1.</returns>
    public double Score(string prompt, string response) => Logistic.Sigmoid(LogOdds(prompt, response));

    /// <summary>Adapts the labeller to a model by a few of its answers: 20 to 50 usually do. Only the threshold and the sharpness of the scores change, never their order.</summary>
    /// <param name="answers">Answers of the new model with their labels, both classes among them.</param>
    /// <returns>The adapted labeller; this one stays as it is.</returns>
    /// <exception cref="DemurException">A class is missing.</exception>
    public CascadeResponseLabeler Recalibrate(IReadOnlyList<LabelledResponse> answers)
    {
        Recalibration.Check(answers);
        var logOdds = answers.Select(answer => Join(answer.Prompt, answer.Response, First.ReadFirst(answer.Prompt, answer.Response), LogitCalibration.None).LogOdds).ToArray();
        var calibration = LogitCalibration.Fit(logOdds, [.. answers.Select(answer => answer.IsRefusal)]);
        return new CascadeResponseLabeler(First, _reader, Cascade, calibration, _options);
    }

    /// <summary>Gives a labeller with another threshold or projection.</summary>
    /// <param name="options">How scores and stances become labels.</param>
    /// <returns>The new labeller.</returns>
    /// <exception cref="DemurException">The threshold is not between 0 and 1.</exception>
    public CascadeResponseLabeler With(LabelerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CascadeResponseLabeler(First, _reader, Cascade, _calibration, options) { IsShipped = IsShipped };
    }

    /// <summary>The log-odds of a refusal by both stages.</summary>
    internal double LogOdds(string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(response);
        return Join(prompt, response, First.ReadFirst(prompt, response), _calibration).LogOdds;
    }

    // The reader knows English alone. Which responses it reads does not depend on the calibration, so that each keeps its place among the others.
    private SecondStage Join(string prompt, string response, FirstReading first, LogitCalibration calibration)
    {
        if (Math.Abs(first.LogOdds - _threshold) >= Cascade.Bound || !first.IsEnglish)
        {
            return new SecondStage(calibration.LogOdds(first.LogOdds));
        }

        var read = Reader.LogOdds(prompt, response);
        return new SecondStage(calibration.LogOdds(Average(first.LogOdds, read)), 1 - Cascade.ReaderShare, new FeatureEvidence("the whole, read in context", Cascade.ReaderShare * read));
    }

    private double Average(double first, double read) => ((1 - Cascade.ReaderShare) * first) + (Cascade.ReaderShare * read);

    private static string Short(string? hash) => hash is null ? "unsaved" : hash[..Math.Min(8, hash.Length)];
}
