namespace Demur.Learning.SelfTraining.Internal;

/// <summary>Keeps the model that does best on held-out labelled rows; of equal ones the first.</summary>
internal sealed class HoldoutWatch
{
    private readonly ExampleSet? _holdout;
    private readonly int _patience;
    private double _best;

    public HoldoutWatch(ExampleSet? holdout, int patience, IModel supervised)
    {
        _holdout = holdout;
        _patience = patience;
        if (holdout is not null)
        {
            (Kept, _best) = (supervised, Predictions.Accuracy(supervised, holdout));
        }
    }

    public IModel? Kept { get; private set; }

    public int KeptRound { get; private set; }

    public double? LastAccuracy { get; private set; }

    public bool HasFallen { get; private set; }

    public void See(IModel model, int round)
    {
        if (_holdout is null)
        {
            return;
        }

        var accuracy = Predictions.Accuracy(model, _holdout);
        LastAccuracy = accuracy;
        if (accuracy > _best)
        {
            (Kept, KeptRound, _best) = (model, round, accuracy);
        }

        HasFallen = round - KeptRound >= _patience;
    }
}
