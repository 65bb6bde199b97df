using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Ss3;

/// <summary>The toolkit's test corpus: about 100 lines of tweets for each of eight topics, one file a topic.</summary>
internal sealed record TopicCorpus(IReadOnlyList<string> Texts, IReadOnlyList<string> Labels)
{
    /// <summary>Eight short texts of our own, one a topic.</summary>
    public static IReadOnlyList<(string Topic, string Text)> OwnTexts { get; } =
    [
        ("art&photography", "She hung her landscape photos in the gallery; every portrait was taken with an old lens."),
        ("beauty&fashion", "The bride wore a leather handbag, a designer dress and lipstick to match her hairstyle."),
        ("business&finance", "Their startup is hiring: marketing, finance and sales jobs for every entrepreneur."),
        ("food", "We had rice with chicken for dinner, then strawberry cupcakes. The chef cooks a great meal."),
        ("health", "Yoga, vitamins and a workout keep you fit; healthy skin needs care and less fat."),
        ("music", "The band played rock songs on the radio, and the singer's new album is now playing."),
        ("science&technology", "NASA's space telescope sends data; the app for android and ios shows the universe."),
        ("sports", "The football team won the game after the baseball and hockey players left the league."),
    ];

    /// <summary>Reads it.</summary>
    public static TopicCorpus Load(DataLocator data)
    {
        var (texts, labels) = (new List<string>(), new List<string>());
        foreach (var file in Directory.GetFiles(data.Require("41-ss3"), "*.txt").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadAllText(file).Split('\n'))
            {
                texts.Add(line);
                labels.Add(Path.GetFileNameWithoutExtension(file));
            }
        }

        return texts.Count > 0
            ? new TopicCorpus(texts, labels)
            : throw new DemurException(ErrorCode.Missing, "The research data '41-ss3' holds no text file; fetch it again.");
    }
}
