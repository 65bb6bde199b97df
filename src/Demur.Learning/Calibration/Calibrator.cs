using Demur.Learning.Models;

namespace Demur.Learning.Calibration;

/// <summary>Reads calibrators of any kind.</summary>
public static class Calibrator
{
    /// <summary>Reads what <see cref="ICalibrator.Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The calibrator.</returns>
    /// <exception cref="DemurException">The kind is unknown or the content damaged.</exception>
    public static ICalibrator Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.ReadString() switch
        {
            PlattCalibrator.Kind => PlattCalibrator.Read(reader),
            IsotonicCalibrator.Kind => IsotonicCalibrator.Read(reader),
            TemperatureCalibrator.Kind => TemperatureCalibrator.Read(reader),
            var kind => throw reader.Damaged($"an unknown calibrator '{kind}'"),
        };
    }
}
