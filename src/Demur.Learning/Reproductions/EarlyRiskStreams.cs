using Demur.Learning.Reproductions.Ss3;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions;

/// <summary>
/// Paper 41, Burdisso, Errecalde and Montes-y-Gómez 2019, "A Text Classification Framework for Simple and Effective Early Depression Detection over Social
/// Media Streams" (arXiv 1905.08772): the toolkit's values on its own corpus, the properties that the method promises, and early detection.
/// Deviation: the eRisk posts are under agreement, so streams are made of the SpamAssassin mails (a sender is a user, spam the risk), which
/// <c>eng/research-data.sh DIR mail</c> fetches; claim 5 is not measured without them.
/// </summary>
public sealed class EarlyRiskStreams() : PaperReproduction("41")
{
    /// <inheritdoc/>
    public override IReadOnlyList<ReproductionClaim> Claims { get; } =
    [
        ReproductionClaim.AtMost("1", 1e-5, "The values of 'chicken', 'health' and 'the' in the topic food are the toolkit's to 1e-5, at every stage of the formula."),
        ReproductionClaim.Exactly("2", 8, "Eight short texts of our own, one a topic, all get their topic."),
        ReproductionClaim.Exactly("3", 0, "Learning the corpus in halves, in either order or merged, gives the model of one fit, bit by bit (files that differ)."),
        ReproductionClaim.AtMost("4", 1e-9, "Post by post, the confidences of a stream are those of all posts so far at once."),
        ReproductionClaim.AtLeast("5a", 0, "On the spam streams ERDE at 50 mails is not above that of multinomial naive Bayes with the same policy (their difference)."),
        ReproductionClaim.AtLeast("5b", 0, "Nor is F1 below that of naive Bayes (their difference)."),
        ReproductionClaim.AtLeast("5c", 1, "Training is at least as fast as that of naive Bayes on word counts (ratio of times)."),
        ReproductionClaim.AtLeast("6", -0.01, "Phrases of up to three words never cost more than a point of accuracy on the topics (worst seed, 5 folds)."),
        ReproductionClaim.AtLeast("7a", 0, "The rate of abstentions rises with alpha from 0 to .5 (least step)."),
        ReproductionClaim.AtLeast("7b", 0, "The accuracy of what is still decided never falls from one alpha to the next (least step)."),
        ReproductionClaim.AtLeast("7c", 0, "It is higher at alpha .5 than at alpha 0 (their difference)."),
    ];

    /// <inheritdoc/>
    protected override Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        TopicExperiments.Measure(run, TopicCorpus.Load(run.Data), cancellationToken);
        StreamExperiment.Measure(run, MailStreams.Load(run.Data), cancellationToken);
        return Task.CompletedTask;
    }
}
