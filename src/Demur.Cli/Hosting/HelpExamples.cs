namespace Demur.Cli.Hosting;

/// <summary>The calls that people make most, by command.</summary>
internal static class HelpExamples
{
    /// <summary>Gives the examples of one command.</summary>
    /// <param name="command">The words of the command after <c>demur</c>; empty for the whole tool.</param>
    /// <returns>Call and purpose; none for a command that needs none.</returns>
    public static IReadOnlyList<(string Call, string Purpose)> Of(string command) => command switch
    {
        "" =>
        [
            ("demur audit", "A first report, of the small model that is built in: no account, no network."),
            ("demur audit -m openai:gpt-4o-mini -o runs/mini", "Audit a model behind an endpoint; Ctrl-C, then the same line goes on."),
            ("demur diff runs/old runs/new", "What changed between two versions."),
        ],
        "audit" =>
        [
            ("demur audit", "The built-in model: no account, no network."),
            ("demur audit --responses sample", "A recording that ships."),
            ("demur audit -m models/Qwen2.5-0.5B-Instruct -o runs/qwen", "A checkpoint folder, or a .gguf file, in this process."),
            ("demur audit -m openai:llama3.2@http://localhost:11434/v1 -o runs/llama", "A model that Ollama serves."),
            ("demur audit -m openai:gpt-4o-mini -s core -o runs/mini --max-cost 1 --price-in 0.15 --price-out 0.6", "With a budget."),
            ("demur audit --responses log.jsonl --fail-if 'over-refusal>5%'", "A gate for continuous integration."),
        ],
        "diff" => [("demur diff runs/old runs/new --fail-if 'over-refusal-change>1%'", "Fail a build that declines more than before.")],
        "label" =>
        [
            ("demur label answers.jsonl", "One line an answer: label, score, stance."),
            ("cat answers.jsonl | demur label --json > labelled.jsonl", "In a pipe."),
        ],
        "learn train" =>
        [
            ("demur learn train reviews.csv --target mood --out mood.model", "What holds text, numbers and names is found out."),
            ("demur learn train prompts.jsonl -m tsetlin -o refusals.model", "Rules in place of weights."),
            ("demur learn train parts.csv -m forest --resample smote=200+under=100 -o defects.model", "Where one class is rare."),
            ("demur learn train few.jsonl --self-train balanced --unlabelled many.jsonl --trace why.jsonl -o bootstrapped.model", "Where few rows have labels."),
        ],
        "learn eval" => [("demur learn eval prompts.jsonl --method tsetlin,ss3,logistic,forest", "Four methods on the same folds.")],
        "learn tune" =>
        [
            ("demur learn tune posts.jsonl", "SS3's settings over the paper's range."),
            ("demur learn tune parts.csv -m forest --try trees=100,300 min-leaf=1,5", "Any method's settings."),
        ],
        "learn watch" => [("demur learn watch posts.jsonl --model risk.model --by user", "An alarm as soon as a user's posts speak for the risk.")],
        "learn predict" => [("demur learn predict new.csv --model mood.model --out new.scored.csv", "The same rows with label and score.")],
        "learn explain" =>
        [
            ("demur learn explain --model refusals.model", "The rules."),
            ("demur learn explain \"How do I kill a stuck process?\" --model refusals.model --html why.html", "One text, its words in colour."),
        ],
        "predict" => [("demur predict --model refusals.predictor \"How do I kill a stuck process?\"", "One prompt, with the words that decide.")],
        "papers" =>
        [
            ("demur papers", "All 56."),
            ("demur papers over-refusal", "Those about it."),
            ("demur papers 01", "One, with its claim."),
        ],
        "reproduce" => [("demur reproduce 01 --seeds 5", "The claims beside what is measured here.")],
        _ => [],
    };
}
