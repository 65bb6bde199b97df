using Demur.Neural.Native;
using TorchSharp;

namespace Demur.Neural.Tests.Native;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void After_loading_tensors_compute()
    {
        TorchRuntime.EnsureLoaded();
        TorchRuntime.EnsureLoaded();

        using var product = torch.tensor(new float[] { 1, 2, 3, 4 }).reshape(2, 2).matmul(torch.tensor(new float[] { 5, 6 }).reshape(2, 1));

        Assert.Equal([17f, 39f], product.data<float>().ToArray());
    }

    [Fact]
    public void The_needed_version_of_a_library_is_marked_weak_and_nothing_else_changes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux libraries carry version needs.");
        var original = File.ReadAllBytes(LibTorchFolder.FindBinding());
        var patched = original.ToArray();

        var found = ElfVersionNeeds.Weaken(patched, "GLIBCXX_3.4.32");

        var changed = Enumerable.Range(0, original.Length).Where(index => original[index] != patched[index]).ToArray();
        Assert.True(found);
        Assert.Equal(2, patched[Assert.Single(changed)]);
        Assert.Equal(0x0297F842u, BitConverter.ToUInt32(patched, changed[0] - 4));
        Assert.False(ElfVersionNeeds.Weaken(patched, "GLIBCXX_9.9.9"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a library at all, but long enough to hold a header of sixty-four bytes and more")]
    [InlineData("\u007fELF\u0002\u0001 truncated behind its first bytes, so that every offset in it points at nothing......")]
    public void Bytes_that_are_no_library_have_no_needs(string text) =>
        Assert.False(ElfVersionNeeds.Weaken(System.Text.Encoding.Latin1.GetBytes(text), "GLIBCXX_3.4.32"));
}
