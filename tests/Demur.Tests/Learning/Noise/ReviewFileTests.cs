using Demur.Learning.Noise;
using Demur.Metrics;

namespace Demur.Tests.Learning.Noise;

public sealed class ReviewFileTests
{
    private static readonly LabelledTexts Data = new(["corn", "wheat ½", "bank", "loan"], ["none", "none", "none", "none"]);
    private static readonly NoiseReport Report = new(
        Data,
        "test",
        [new(1, "none", "grain", 0.9, 1, [new("rye", "grain", 0.25)]), new(0, "none", "grain", 0.8, 0.5, []), new(2, "none", null, 0.7, 1, [])],
        new ConfusionProfile([]));

    [Fact]
    public void What_a_person_decides_is_carried_out()
    {
        var path = Written();
        var lines = File.ReadAllLines(path);
        Assert.Contains("wheat ½", lines[0], StringComparison.Ordinal); // readable, not escaped
        lines[0] = lines[0].Replace("\"decision\":\"\"", "\"decision\":\" Accept\"", StringComparison.Ordinal);
        lines[1] = lines[1].Replace("\"newLabel\":\"\"", "\"newLabel\":\"crop\"", StringComparison.Ordinal);
        lines[2] = lines[2].Replace("\"decision\":\"\"", "\"decision\":\"drop\"", StringComparison.Ordinal);
        File.WriteAllLines(path, lines);

        var cleaned = ReviewFile.Apply(Data, ReviewFile.Read(path));

        Assert.Equal(["crop", "grain", "none"], cleaned.Data.Labels);
        Assert.Equal([2], cleaned.Dropped);
        Assert.Equal([0, 1], cleaned.Relabelled);
    }

    [Fact]
    public void An_untouched_review_changes_nothing()
    {
        var rows = ReviewFile.Read(Written());

        Assert.Equal("rye", Assert.Single(rows[0].Neighbours).Text);
        Assert.Equal(Data.Labels, ReviewFile.Apply(Data, rows).Data.Labels);
    }

    [Fact]
    public void Reviews_that_cannot_be_carried_out_are_refused()
    {
        var rows = ReviewFile.Read(Written());
        string Message(Action act) => Assert.Throws<DemurException>(act).Message;

        Assert.Contains("says 'maybe'", Message(() => ReviewFile.Apply(Data, [rows[0] with { Decision = "maybe" }])), StringComparison.Ordinal);
        Assert.Contains("no suggestion to accept", Message(() => ReviewFile.Apply(Data, [rows[2] with { Decision = "accept" }])), StringComparison.Ordinal);
        Assert.Contains("decides twice", Message(() => ReviewFile.Apply(Data, [rows[0] with { Decision = "drop" }, rows[0] with { Decision = "accept" }])), StringComparison.Ordinal);
        Assert.Contains("not what the review speaks of", Message(() => ReviewFile.Apply(Data, [rows[0] with { Given = "grain" }])), StringComparison.Ordinal);
        Assert.Contains("Row 9 is not among the 4 rows", Message(() => ReviewFile.Apply(Data, [rows[0] with { Row = 9, Decision = "drop" }])), StringComparison.Ordinal);
        Assert.Contains("would drop all 4 rows", Message(() => CleanedTexts.Of(Data, Enumerable.Range(0, 4).ToDictionary(row => row, _ => (string?)null))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_line_is_named()
    {
        var path = Written();
        File.AppendAllText(path, "{\"row\": \n");

        Assert.Contains($"{path}:4:", Assert.Throws<DemurException>(() => ReviewFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<DemurException>(() => ReviewFile.Read(path + ".absent")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_profile_names_what_classes_are_lost_to()
    {
        // a: 2 of 5 right, 2 lost to none; b: 2 of 4 right, 2 taken by a; none: all right.
        var matrix = ConfusionMatrix.Of(
            ["a", "a", "a", "a", "a", "b", "b", "b", "b", "none", "none"],
            ["a", "a", "none", "none", "b", "b", "b", "a", "a", "none", "none"]);

        var classes = ConfusionProfile.Of(matrix, "none").Classes;

        Assert.Equal(new ClassProfile("a", 5, 0.4, 0.4, "b", 0.2), classes[0]);
        Assert.True(classes[0].SuffersFalseNegatives);
        Assert.False(classes[0].SuffersFalsePositives);
        Assert.True(classes[1].SuffersFalsePositives);
        Assert.False(classes[2].SuffersFalseNegatives || classes[2].SuffersFalsePositives);

        // Hits 4; 9 are positives, 7 are called so.
        Assert.Equal(8.0 / 16, matrix.MicroF1Without("none"), 1e-12);
    }

    private static string Written()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("demur-review").FullName, "review.jsonl");
        ReviewFile.Write(path, Report);
        return path;
    }
}
