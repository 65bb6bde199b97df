namespace Demur.Learning.Evaluation;

/// <summary>What one method said of every tested row, each by a classifier that had not seen it.</summary>
internal sealed record TestedRows(string Method, int[] Truth, int[] Chosen, double[] Scores, double TrainSeconds, double PredictMicroseconds, long ModelBytes)
{
    public bool IsRight(int row) => Truth[row] == Chosen[row];
}
