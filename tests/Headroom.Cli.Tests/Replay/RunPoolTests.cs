using CsCheck;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Replay;

namespace Headroom.Cli.Tests.Replay;

public sealed class RunPoolTests
{
    private static readonly Terminal Nowhere = new(TextWriter.Null, TextWriter.Null);

    [Fact]
    public void Answers_keep_the_order_of_the_items_whatever_the_number_of_threads() =>
        Gen.Select(Gen.Int[0, 200].Array[0, 60], Gen.Int[1, 8]).Sample((items, threads) =>
        {
            var pool = new RunPool(Nowhere, threads, CancellationToken.None);

            // Unequal work, so that later items overtake earlier ones.
            var answers = pool.Map("", items, item => Enumerable.Range(0, item * 50).Sum() + item);

            Assert.Equal(items.Select(item => Enumerable.Range(0, item * 50).Sum() + item), answers);
        }, iter: 50, threads: 1);

    [Fact]
    public void The_failure_of_the_first_failing_item_is_the_one_thrown()
    {
        var pool = new RunPool(Nowhere, 4, CancellationToken.None);

        int[] items = [.. Enumerable.Range(0, 40)];
        var fault = Assert.Throws<InvalidOperationException>(() => pool.Map<int, int>("", items, item =>
            item is 7 or 31 ? throw new InvalidOperationException($"item {item}") : item));

        Assert.Equal("item 7", fault.Message);
    }

    [Fact]
    public void An_interruption_does_not_wait_for_the_run_at_hand()
    {
        using var source = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        var pool = new RunPool(Nowhere, 2, source.Token);

        Assert.Throws<OperationCanceledException>(() => pool.Map<int, int>("", [1, 2, 3], item =>
        {
            source.Cancel();
            never.Wait();
            return item;
        }));
    }

    [Fact]
    public void More_runs_than_the_limit_are_refused()
    {
        SharedOptions.RequireRunCount(5, 7, 10);

        var failure = Assert.Throws<CommandFailure>(() => SharedOptions.RequireRunCount(1_000, 8, 10_000));
        Assert.Contains("80000000 runs", failure.Message, StringComparison.Ordinal);
    }
}
