namespace Headroom.Cli.Bench.Sharing;

/// <summary>What the published page says whatever the figures are: what they mean and how all was set.</summary>
internal static class SharingProse
{
    public const string Text = """
        ## What is measured

        - **Bound**: what no policy can better. Completion: the greater of the mean runtime and of the mean
          completion on one machine as fast as all GPUs together that always works on the job with the least work
          left. Wait: that without the mean runtime. P99 completion: that of the runtimes. Utilisation: the work
          over what the fleet has until all of it can be done at best. Worst region: all work spread evenly.
        - **Utilisation**: GPU time whose work counted, over what the fleet has from the first submission to the
          last end; where few jobs run on at the end, it is low for all. **Wait**: time in which a job neither ran
          nor stopped. **Completion**: end minus submission. **FIFO's mean over it**: how many times
          shorter the mean completion is. Published are up to 6.5 times (QSSF, SC'21) and up to 5.5 times
          (Tiresias, NSDI'19) on histories that are not among these; here the bound says what is possible.
        - **Worst tenant**: of the smaller of what a tenant wanted and what it is entitled to, period by period,
          the part that it got; of the tenant that fared worst.
        - **Violations**: size times time for which lent quota was kept from a job that is owed it, beyond the
          grace time of 10 minutes. Found by a check that no policy shares. It knows Headroom's meaning of a
          quota; systems that promise less break no promise of theirs.
        - **Lost**: GPU-hours repeated or spent on restarts after preemption; in percent of the hours that
          counted.
        - **Unfinished**: jobs that never ended.

        Bold is the best of its column.

        ## What is the same for all

        - The fleet has nodes of 8 GPUs: as many as the history would have kept busy on average from its first
          submission to its last, if no job had ever waited. Gangs larger than a node are split evenly.
        - All GPUs are owed to the tenants, in proportion to the work that each submits, in whole GPUs. So over
          the whole time each has its part, and borrows where its demand comes in bursts. Weights are equal, and
          all other rules are a policy's defaults: grace of 10 minutes, no minimum runtime, preempted jobs stop at
          once.
        - Jobs save every 30 minutes and take 60 seconds to restart; what was not saved is repeated.
        - Histories tell no time limits. Each job gets the least of 1, 2, 4, 8, … hours that is at least twice its
          runtime, except where a case says otherwise. Only those who plan ahead use it: Slurm-like and Headroom.
        - All jobs have the same priority. Runtimes are those recorded, on whichever node.

        The rule for the size of a fleet was changed once: a first one, 90 % of the recorded work in the time
        between first and last submission, left no job of the Chronus history waiting under any policy. Limits
        were added when it was seen that without them both Slurm-like and Headroom fall far behind on Muri's
        trace; that case stays in as it was.

        ## The policies

        Each peer is written from its own project's documents, at the versions named in the sources. None is the
        product itself: rates at which a real one admits, and its delays, are not what is compared.

        """;

    public const string Common =
        "For all of them, places are found by best fit, gangs start whole, a cycle takes no time and runs at every "
        + "event, and a preempted job waits again.";
}
