using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.Text;

namespace Demur.Audit.Labelling.Adaptation;

/// <summary>What is made of a labeller's log-odds: they are scaled and moved, and words of the response may add theirs.</summary>
/// <param name="Calibration">Scale and offset.</param>
/// <param name="Words">The words; null for none.</param>
internal sealed record Correction(LogitCalibration Calibration, TextClassifier? Words)
{
    [ThreadStatic]
    private static TextWorkspace? _workspace;

    /// <summary>Leaves log-odds as they are.</summary>
    public static Correction None { get; } = new(LogitCalibration.None, null);

    /// <summary>Which way of adapting this is.</summary>
    public AdaptationKind Kind => Words is not null ? AdaptationKind.Words : Calibration == LogitCalibration.None ? AdaptationKind.None : AdaptationKind.Recalibrated;

    /// <summary>Corrects log-odds.</summary>
    public double LogOdds(double logOdds, string response) =>
        Calibration.LogOdds(logOdds) + (Words?.Score(response, _workspace ??= new TextWorkspace()) ?? 0);

    public void Write(ModelWriter writer)
    {
        writer.WriteDouble(Calibration.Scale);
        writer.WriteDouble(Calibration.Offset);
        writer.WriteInt32(Words is null ? 0 : 1);
        if (Words is not null)
        {
            ((TfidfModel)Words.Features).Write(writer);
            Words.Model.Write(writer);
        }
    }

    public static Correction Read(ModelReader reader)
    {
        var calibration = new LogitCalibration(reader.ReadDouble(), reader.ReadDouble());
        if (!double.IsFinite(calibration.Scale) || !double.IsFinite(calibration.Offset))
        {
            throw reader.Damaged($"a calibration of {calibration.Scale} and {calibration.Offset}");
        }

        return new Correction(calibration, reader.ReadInt32() == 0 ? null : new TextClassifier(TfidfModel.Read(reader), LinearModel.Read(reader)));
    }
}
