using Headroom.Engines.Slurm;

namespace Headroom.Engines.Tests.Slurm;

public sealed class GroupedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_while_a_group_is_done_is_one_group_and_each_gets_its_own_answer()
    {
        var gate = new TaskCompletionSource();
        var sizes = new List<int>();
        var grouped = new Grouped<int, int>(50, async items =>
        {
            sizes.Add(items.Count);
            await gate.Task;
            return [.. items.Select(item => item * 2)];
        });
        var first = grouped.AskAsync(0, Cancellation);
        await Until.TrueAsync("it has begun", () => sizes.Count == 1);
        var rest = Enumerable.Range(1, 60).Select(item => grouped.AskAsync(item, Cancellation)).ToList();

        gate.SetResult();

        Assert.Equal(Enumerable.Range(0, 61).Select(item => item * 2), await Task.WhenAll([first, .. rest]));
        Assert.Equal([1, 50, 10], sizes);
    }

    [Fact]
    public async Task A_fault_is_the_answer_of_its_group_alone()
    {
        var grouped = new Grouped<bool, bool>(10, items => items[0]
            ? throw new IOException("as it is")
            : Task.FromResult<IReadOnlyList<bool>>(items));

        await Assert.ThrowsAsync<IOException>(() => grouped.AskAsync(true, Cancellation));
        Assert.False(await grouped.AskAsync(false, Cancellation));
    }

    [Fact]
    public async Task A_group_waits_until_it_is_as_large_as_what_is_on_its_way()
    {
        var sizes = new List<int>();
        var grouped = Counting(sizes, () => 2, TimeSpan.FromMinutes(10));

        var first = grouped.AskAsync(1, Cancellation);
        var second = grouped.AskAsync(2, Cancellation);
        await Task.WhenAll(first, second);

        Assert.Equal([2], sizes);
    }

    [Fact]
    public async Task It_waits_no_longer_than_it_may()
    {
        var sizes = new List<int>();
        var grouped = Counting(sizes, () => 9, TimeSpan.FromMilliseconds(20));

        await grouped.AskAsync(1, Cancellation);
        await grouped.AskAsync(2, Cancellation);

        Assert.Equal([1, 1], sizes);
    }

    private static Grouped<int, int> Counting(List<int> sizes, Func<int> coming, TimeSpan longest) =>
        new(50, items =>
        {
            sizes.Add(items.Count);
            return Task.FromResult(items);
        })
        {
            Coming = coming,
            LongestWait = longest,
        };
}
