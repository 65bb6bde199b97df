using System.Text.Json;
using Demur.Learning.Tsetlin;

namespace Demur.Tests.Learning.Tsetlin;

public sealed class TsetlinReportTests
{
    [Fact]
    public void Rules_are_printed_as_sentences()
    {
        Assert.Equal(
            """
            no <b>: 2 rules, 2 shown
              IF wing AND NOT fin THEN -4 for no <b>
              IF fin THEN +2 for no <b>
            yes: 2 rules, 2 shown
              IF wing AND NOT fin THEN +4 for yes
              IF fin THEN -3 for yes

            """,
            Report().ToText());
    }

    [Fact]
    public void Rules_are_written_as_json()
    {
        using var json = JsonDocument.Parse(Report().ToJson(rulesPerClass: 1));

        Assert.Equal("demur-rules/1", json.RootElement.GetProperty("format").GetString());
        Assert.Equal(7, json.RootElement.GetProperty("t").GetInt32());
        Assert.Equal(
            """{"class":"yes","rules":[{"weight":4,"conditions":[{"text":"wing","negated":false},{"text":"fin","negated":true}]}]}""",
            JsonSerializer.Serialize(json.RootElement.GetProperty("classes")[1]));
    }

    [Fact]
    public void The_page_needs_nothing_else_and_escapes_what_it_shows()
    {
        var page = Report().ToHtml("Birds & <fish>");

        Assert.Contains("<title>Birds &amp; &lt;fish&gt;</title>", page);
        Assert.Contains("<h2>no &lt;b&gt;</h2>", page);
        Assert.Contains("""<td class="votes">+4<span class="bar" style="width:8em"></span></td><td><span class="yes">wing</span> and <span class="no">fin</span></td>""", page);
        Assert.DoesNotContain("http", page);
        Assert.DoesNotContain("<script", page);
    }

    [Fact]
    public void A_class_leans_on_literals_by_the_sum_of_its_rules()
    {
        var report = Report();

        Assert.Equal(
            [(new TsetlinLiteral(0, false), 4), (new TsetlinLiteral(1, true), 4), (new TsetlinLiteral(1, false), -3)],
            report.Model.LiteralWeights(1));
    }

    [Fact]
    public void Names_must_be_as_many_as_classes()
    {
        Assert.Equal(
            "There are 1 names for 2 classes; give one for each.",
            Assert.Throws<DemurException>(() => new TsetlinReport(Report().Model, ["only"], _ => [])).Message);
    }

    /// <summary>Two features, wing and fin; literals 0, 1 and their absences 2, 3. Rule [0, 3] votes −4 and 4, rule [1] votes 2 and −3.</summary>
    private static TsetlinReport Report()
    {
        var model = TsetlinModel.Read(MachineData.Reader(MachineData.Bytes(writer =>
        {
            foreach (var number in new[] { 1, 2, 2, 7, 10 })
            {
                writer.WriteInt32(number);
            }

            foreach (var array in new int[][] { [4, 5], [0, 2, 3], [0, 3, 1], [0, 2, 4], [0, 1, 0, 1], [-4, 4, 2, -3] })
            {
                writer.WriteInt32s(array);
            }
        })));
        return new TsetlinReport(model, ["no <b>", "yes"], TsetlinReadings.OfNames(feature => feature == 0 ? "wing" : "fin"));
    }
}
