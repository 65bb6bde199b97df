using Demur.Neural.Training;

namespace Demur.Neural.Images.Internal;

/// <summary>An image among the trainer's rows: one token that nothing reads, and the image's number.</summary>
internal sealed record ImageRow(int Image) : TrainingSequence([0], [1f]);
