using Demur.Learning.Tsetlin;

namespace Demur.Tests.Learning.Tsetlin;

public sealed class TsetlinMachineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Machines => ["vanilla", "weighted", "focused", "dropping", "budget", "coalesced", "coalesced focused", "three bits"];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Any_number_of_threads_makes_the_same_machine(string name)
    {
        var (bits, classes) = MachineData.Layers(40);
        byte[] Train(int threads)
        {
            var trainer = Start(name, threads);
            trainer.PartialFit(bits, classes, 2, null, Cancel);
            return MachineData.Bytes(writer => trainer.ToModel().Write(writer));
        }

        var alone = Train(1);

        Assert.Equal(alone, Train(2));
        Assert.Equal(alone, Train(3));
        Assert.Equal(alone, Train(7));
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Epochs_in_parts_and_across_a_file_make_the_same_machine(string name)
    {
        var (bits, classes) = MachineData.Layers(40);
        var whole = Start(name, 1);
        whole.PartialFit(bits, classes, 4, null, Cancel);
        var parts = Start(name, 1);
        parts.PartialFit(bits, classes, 1, null, Cancel);
        var stored = TsetlinTrainer.Read(MachineData.Reader(MachineData.Bytes(parts.Write)));
        stored.PartialFit(bits, classes, 3, null, Cancel);

        Assert.Equal((4, 4), (whole.Epochs, stored.Epochs));
        foreach (var label in Enumerable.Range(0, 3))
        {
            Assert.Equivalent(whole.ToModel().GetRules(label), stored.ToModel().GetRules(label), strict: true);
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Rules_answer_as_the_automata_do(string name)
    {
        var (bits, classes) = MachineData.Layers(300);
        var trainer = Start(name, 2);
        trainer.PartialFit(bits, classes, 3, null, Cancel);
        var model = trainer.ToModel();
        var together = model.ClassSums(bits);
        for (var row = 0; row < bits.RowCount; row++)
        {
            var sums = new int[3];
            model.ClassSums(bits.Row(row), sums);

            Assert.Equal(Slow(trainer, bits, row), sums);
            Assert.Equal(sums, together[(row * 3)..((row * 3) + 3)]);
            Assert.Equal(sums, Enumerable.Range(0, 3).Select(label => model.Explain(bits.Row(row), label).Sum(rule => rule.Weight)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Classes_with_simple_rules_are_learnt(bool isCoalesced)
    {
        var (bits, classes) = MachineData.Layers(600);
        var (test, truth) = MachineData.Layers(600, seed: 99);
        var options = new TsetlinOptions { Clauses = 40, T = 20, S = 4, Epochs = 20 };

        var model = isCoalesced ? new CoalescedTsetlinMachine(options).Fit(bits, classes, null, Cancel) : new TsetlinMachine(options).Fit(bits, classes, null, Cancel);

        Assert.InRange(model.Predict(test).Zip(truth).Count(pair => pair.First == pair.Second), 570, 600);
    }

    [Fact]
    public void The_conjunctions_of_exclusive_or_are_found()
    {
        var (bits, classes) = MachineData.Xor(1000);
        var model = new TsetlinMachine(new TsetlinOptions { Clauses = 10, T = 15, S = 3.9, Boost = false, Epochs = 60 }).Fit(bits, classes, null, Cancel);
        for (var label = 0; label < 2; label++)
        {
            var relevant = model.GetRules(label).First(rule => rule.Weight > 0).Literals.Where(literal => literal.Feature < 2).ToList();

            Assert.Equal([0, 1], relevant.Select(literal => literal.Feature).Order());
            Assert.Equal(label == 1, relevant[0].IsNegated != relevant[1].IsNegated);
        }

        Assert.InRange(model.Predict(bits).Zip(classes).Count(pair => pair.First == pair.Second), 950, 1000);
    }

    [Fact]
    public void A_model_does_not_change_when_its_trainer_goes_on()
    {
        var (bits, classes) = MachineData.Layers(100);
        var trainer = Start("vanilla", 1);
        trainer.PartialFit(bits, classes, 1, null, Cancel);
        var model = trainer.ToModel();
        var before = model.ClassSums(bits);

        trainer.PartialFit(bits, classes, 3, null, Cancel);

        Assert.Equal(before, model.ClassSums(bits));
        Assert.NotEqual(before, trainer.ToModel().ClassSums(bits));
    }

    [Fact]
    public void Examples_of_weight_zero_teach_nothing()
    {
        var (bits, classes) = MachineData.Layers(100);
        var contrary = bits.SelectRows([.. Enumerable.Range(0, 100), .. Enumerable.Range(0, 100)]);
        int[] labels = [.. classes, .. classes.Select(label => (label + 1) % 3)];
        double[] weights = [.. Enumerable.Repeat(2.0, 100), .. Enumerable.Repeat(0.0, 100)];
        var options = new TsetlinOptions { Clauses = 40, T = 20, S = 4, Epochs = 20 };

        var model = new TsetlinMachine(options).Fit(contrary, labels, weights, Cancel);

        Assert.InRange(model.Predict(bits).Zip(classes).Count(pair => pair.First == pair.Second), 95, 100);
    }

    [Fact]
    public void A_literal_budget_keeps_rules_short()
    {
        var (bits, classes) = MachineData.Layers(300);
        var options = new TsetlinOptions { Clauses = 20, T = 10, S = 20, Epochs = 10 };
        double Length(int? budget)
        {
            var model = new TsetlinMachine(options with { LiteralBudget = budget }).Fit(bits, classes, null, Cancel);
            return model.GetRules(0).Average(rule => rule.Literals.Count);
        }

        Assert.True(Length(3) < Length(null) - 1, $"{Length(3)} against {Length(null)}");
    }

    [Fact]
    public void Margins_below_the_asked_one_are_rejected()
    {
        var (bits, classes) = MachineData.Layers(300);
        var model = new TsetlinMachine(new TsetlinOptions { Clauses = 40, T = 20, S = 4, Epochs = 10 }).Fit(bits, classes, null, Cancel);
        var sums = model.ClassSums(bits)[..3];
        var ordered = sums.OrderDescending().ToArray();
        var margin = (ordered[0] - ordered[1]) / 40.0;

        Assert.Equal(margin, model.Decide(bits.Row(0)).Margin, 12);
        Assert.Equal(Array.IndexOf(sums, ordered[0]), model.Decide(bits.Row(0), margin).Class);
        Assert.True(model.Decide(bits.Row(0), margin + 1e-9).IsRejected);
    }

    [Fact]
    public void Votes_become_shares_by_softmax_over_two_v_by_T()
    {
        var (bits, classes) = MachineData.Layers(300);
        var model = new TsetlinMachine(new TsetlinOptions { Clauses = 40, T = 20, S = 4, Epochs = 10 }).Fit(bits, classes, null, Cancel);
        var sums = model.ClassSums(bits)[..3];
        var shares = new double[3];

        model.Probabilities(bits.Row(0), shares);

        var odds = sums.Select(sum => Math.Exp(sum / 10.0)).ToArray();
        Golden.Close(odds.Select(value => value / odds.Sum()).ToArray(), shares, 1e-12);
    }

    [Fact]
    public void A_cancelled_training_stops()
    {
        var (bits, classes) = MachineData.Layers(100);
        foreach (var threads in new[] { 1, 4 })
        {
            Assert.ThrowsAny<OperationCanceledException>(() =>
                Start("coalesced", threads).PartialFit(bits, classes, 1, null, new CancellationToken(canceled: true)));
        }
    }

    [Fact]
    public void Bad_input_gets_a_sentence()
    {
        var (bits, classes) = MachineData.Layers(10);
        var machine = new TsetlinMachine(new TsetlinOptions { Clauses = 4 });

        Assert.Equal("All 10 examples are of class 1; a classifier needs examples of at least two classes.", Message(() => machine.Fit(bits, Enumerable.Repeat(1, 10).ToArray())));
        Assert.Equal("There is no example to learn from; give labelled examples of at least two classes.", Message(() => machine.Fit(BitMatrix.FromRows([]), [])));
        Assert.Equal("There are 10 rows of features, 2 classes and 10 weights; they must be equally many.", Message(() => machine.Fit(bits, [0, 1])));
        Assert.Equal("Example 1 is of class -3; classes go from 0 to 1.", Message(() => machine.Fit(bits, [0, -3, 1, 1, 1, 1, 1, 1, 1, 1])));
        Assert.Equal("Example 0 has the weight NaN; weights are finite and at least 0.", Message(() => machine.Fit(bits, classes, [.. Enumerable.Repeat(double.NaN, 10)])));
        Assert.Equal("All examples have the weight 0; at least one must count.", Message(() => machine.Fit(bits, classes, new double[10])));
        Assert.Equal("The examples have 70 features, the machine was made for 3; encode them as at the first training.", Message(() => machine.Start(3, 2).PartialFit(bits, classes)));
        Assert.Equal("A Tsetlin Machine cannot be made with S 1; use above 1 and at most 10,000.", Message(() => new TsetlinMachine(new TsetlinOptions { S = 1 }).Fit(bits, classes)));
        Assert.Equal("There is 1 class; a Tsetlin Machine tells 2 to 100,000 apart.", Message(() => machine.Start(3, 1)));

        string Message(Action act) => Assert.Throws<DemurException>(act).Message;
    }

    private static TsetlinTrainer Start(string name, int threads)
    {
        // 150 clauses make three blocks, so that several threads really share a class.
        var options = new TsetlinOptions { Clauses = 150, T = 15, S = 5, Threads = threads, Seed = 11 };
        return name switch
        {
            "weighted" => new TsetlinMachine(options with { Weighted = true, Boost = false }).Start(70, 3),
            "focused" => new TsetlinMachine(options with { FocusedNegativeSampling = true }).Start(70, 3),
            "dropping" => new TsetlinMachine(options with { ClauseDrop = 0.5 }).Start(70, 3),
            "budget" => new TsetlinMachine(options with { LiteralBudget = 4 }).Start(70, 3),
            "coalesced" => new CoalescedTsetlinMachine(options).Start(70, 3),
            "coalesced focused" => new CoalescedTsetlinMachine(options with { FocusedNegativeSampling = true }).Start(70, 3),
            "three bits" => new TsetlinMachine(options with { StateBits = 3 }).Start(70, 3),
            _ => new TsetlinMachine(options).Start(70, 3),
        };
    }

    /// <summary>Votes from single automata: a clause without literals says nothing.</summary>
    private static int[] Slow(TsetlinTrainer trainer, BitMatrix bits, int row)
    {
        var sums = new int[trainer.ClassCount];
        for (var index = 0; index < trainer.Sections.Count; index++)
        {
            var section = trainer.Sections[index];
            for (var clause = 0; clause < section.Bank.Clauses; clause++)
            {
                var included = Enumerable.Range(0, section.Bank.Literals).Where(literal => section.Bank.State(clause, literal) >= 1 << (section.Bank.StateBits - 1)).ToList();
                if (included.Count > 0 && included.TrueForAll(literal => literal < 70 ? bits[row, literal] : !bits[row, literal - 70]))
                {
                    foreach (var label in trainer.IsCoalesced ? Enumerable.Range(0, 3) : [index])
                    {
                        sums[label] += section.Weight(clause, label);
                    }
                }
            }
        }

        return sums;
    }
}
