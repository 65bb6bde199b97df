using Demur.Audit.Labelling;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Splits;
using Demur.Learning.Text;
using Microsoft.Extensions.AI;

namespace Demur.Audit.Prediction;

/// <summary>Makes labelled prompts without human labels (arXiv 2306.03423, step 7): ask the model, label its answers by machine, learn from those labels.</summary>
public static class RefusalBootstrapper
{
    /// <summary>Asks a model every prompt and labels its answers. For runs that must survive faults and limits, use an audit and train on its run.</summary>
    /// <param name="client">The model.</param>
    /// <param name="prompts">What to ask.</param>
    /// <param name="labeler">The labeller; one that has not seen these answers, or its errors come back as knowledge.</param>
    /// <param name="concurrency">The most requests at a time; 4 by default.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The labelled prompts in the order given.</returns>
    public static async Task<BootstrappedPrompts> RunAsync(
        IChatClient client,
        IReadOnlyList<string> prompts,
        IResponseLabeler labeler,
        int concurrency = 4,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(labeler);
        var decisions = new ResponseDecision[prompts.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, prompts.Count, options, async (i, cancel) =>
        {
            var response = await client.GetResponseAsync(prompts[i], cancellationToken: cancel).ConfigureAwait(false);
            decisions[i] = labeler.Decide(prompts[i], response.Text);
        }).ConfigureAwait(false);
        var labelled = prompts
            .Select((prompt, i) => (prompt, decision: decisions[i]))
            .Where(pair => !pair.decision.IsAbstention)
            .Select(pair => new LabeledPrompt { Prompt = pair.prompt, IsRefusal = pair.decision.IsRefusal })
            .ToList();
        return new BootstrappedPrompts(labelled, prompts.Count - labelled.Count);
    }

    /// <summary>Replaces the labels of answers by those of response classifiers that have not seen them, so that a prompt model can be tested as if nobody had labelled its training prompts.</summary>
    /// <param name="responses">The answers.</param>
    /// <param name="labels">Their labels by hand.</param>
    /// <param name="folds">The number of folds; 5 by default.</param>
    /// <param name="seed">The seed of the folds.</param>
    /// <param name="cancellationToken">Stops between folds.</param>
    /// <returns>A machine label for each answer: whether it is a refusal.</returns>
    /// <exception cref="DemurException">A class has fewer answers than there are folds.</exception>
    public static bool[] LabelOutOfFold(IReadOnlyList<string> responses, IReadOnlyList<bool> labels, int folds = 5, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(responses);
        var scores = CrossValidation.OutOfFold(
            responses.Count,
            Folds.Stratified(labels, folds, seed),
            (train, cancel) =>
            {
                var texts = train.Select(row => responses[row]).ToList();
                var features = new TfidfVectorizer().Fit(texts, cancel);
                var examples = new TrainingSet(features.TransformAll(texts, cancel), [.. train.Select(row => labels[row])]);
                var classifier = new TextClassifier(features, new LogisticRegression().Fit(examples, cancel));
                var workspace = new TextWorkspace();
                return row => classifier.Score(responses[row], workspace);
            },
            cancellationToken);
        return Array.ConvertAll(scores, score => score > 0);
    }
}
