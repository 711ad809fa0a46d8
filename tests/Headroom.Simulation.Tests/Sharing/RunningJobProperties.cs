using CsCheck;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>Work, saves and losses against a plain walk over every millisecond.</summary>
public sealed class RunningJobProperties
{
    private static readonly Gen<Pace> SomePace = Gen.Select(Gen.OneOf(500, 1000, 2000), Gen.Int[1, 4], (speed, tasks) =>
        new Pace(speed, tasks, 4));

    [Fact]
    public void A_duration_is_the_shortest_that_does_the_work() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Int[1, 50], Gen.Int[0, 1_000_000]).Sample((speed, tasks, work) =>
        {
            var pace = new Pace(speed, tasks, 50);
            var duration = pace.Duration(work);

            Assert.True(pace.Work(duration) >= work);
            Assert.True(duration == 0 || pace.Work(duration - 1) < work);
        });

    [Fact]
    public void Numbers_of_any_size_do_not_overflow()
    {
        var slowest = new Pace(1, 1, 1_000_000);

        Assert.Equal(1L << 60, slowest.Duration(3_155_760_000_000));
        Assert.Equal(3_155_760_000_000, new Pace(1_000_000, 1, 1).Work(3_155_760_000));
    }

    [Fact]
    public void Work_saves_and_losses_are_what_a_walk_finds() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 40], SomePace, SomePace, Gen.Int[1, 200], Gen.Int[0, 200])
            .Sample((transfer, restart, checkpoint, first, second, resize, after) =>
            {
                var start = new RunStart(1_000, transfer, restart, checkpoint, 0);
                var run = new RunningJob(start, first, first.Tasks * 1_000);
                var walk = new Walk(transfer + restart, checkpoint);
                walk.Go(resize, first);
                run.Resize(1_000 + resize, second, second.Tasks * 1_000);
                walk.Settle();
                walk.Go(after, second);
                var end = 1_000 + resize + after;

                Assert.Equal(walk.Done, run.WorkBy(end));
                Assert.Equal(walk.Saved, run.WorkSavedBy(end));
                Assert.Equal(walk.Unsaved, run.UnsavedBy(end));
                Assert.Equal(Math.Max(0, Math.Min(transfer, resize + after) - resize), run.TransferredBy(end));
            });

    // Whole work at the begin of a stretch, and what the stretch has done so far in thousandths of a quarter.
    private sealed class Walk(int idle, int checkpoint)
    {
        private long _before;
        private long _parts;
        private int _time;

        public long Saved { get; private set; }

        public long Unsaved { get; private set; }

        public long Done => _before + _parts / 4_000;

        public void Go(int milliseconds, Pace pace)
        {
            for (var passed = 0; passed < milliseconds; passed++)
            {
                if (_time >= idle)
                {
                    _parts += pace.SpeedPermille * pace.Tasks;
                    Unsaved += pace.Tasks * 1_000;
                }

                _time++;
                if (checkpoint > 0 && _time % checkpoint == 0) (Saved, Unsaved) = (Done, 0);
            }
        }

        public void Settle() => (_before, _parts) = (Done, 0);
    }
}
