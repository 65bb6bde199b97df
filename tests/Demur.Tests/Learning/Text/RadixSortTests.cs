using CsCheck;
using Demur.Learning.Text.Internal;

namespace Demur.Tests.Learning.Text;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(70_000)]
    [InlineData(int.MaxValue)]
    public void Numbers_below_any_bound_end_as_the_library_sorts_them(int bound) =>
        Gen.Int[0, bound - 1].Array[0, 300].Sample(values =>
        {
            var sorted = values.ToArray();

            RadixSort.Ascending(sorted, new int[values.Length], bound);

            Assert.Equal(values.Order(), sorted);
        }, iter: 300);
}
