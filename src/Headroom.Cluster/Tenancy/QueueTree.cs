namespace Headroom.Cluster.Tenancy;

/// <summary>
/// The queues of a policy as a checked tree, in an order in which every queue comes before those below it. Index 0 is
/// the fleet itself, which is owed everything. Amounts are thousandths by index in <see cref="Resources"/>.
/// </summary>
public sealed class QueueTree
{
    /// <summary>Stands for "no limit".</summary>
    public const long Unlimited = long.MaxValue / 4;

    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<QueueDefinition> _definitions = [];
    private readonly List<int> _parents = [];
    private readonly List<int> _depths = [];
    private readonly List<List<int>> _children = [];
    private readonly long[][] _nominal;
    private readonly long[][] _owed;
    private readonly long[][] _borrowingLimit;
    private readonly long[][] _lendingLimit;

    /// <summary>The tree of a policy on a fleet.</summary>
    /// <exception cref="ArgumentException">The policy has faults: ask <see cref="PolicyCheck"/> first.</exception>
    public QueueTree(SharingPolicy policy, Resources resources)
    {
        if (PolicyCheck.Faults(policy, resources) is [var fault, ..])
            throw new ArgumentException(fault.ToString(), nameof(policy));

        Policy = policy;
        Resources = resources;
        AddBelow(parent: -1, new QueueDefinition { Name = "" }, policy.Queues.ToLookup(queue => queue.Parent));
        _nominal = Amounts(quota => quota.NominalMilli, 0);
        _borrowingLimit = Amounts(quota => quota.BorrowingLimitMilli ?? Unlimited, Unlimited);
        _lendingLimit = Amounts(quota => quota.LendingLimitMilli ?? Unlimited, Unlimited);
        _nominal[0] = [.. resources.Capacity];
        RaiseToChildren();
        _owed = policy.Fairness.ReclaimsWeightedShare ? WithWeightedShares() : _nominal;
    }

    /// <summary>The policy that the tree was made from.</summary>
    public SharingPolicy Policy { get; }

    /// <summary>Resources that amounts are counted in.</summary>
    public Resources Resources { get; }

    /// <summary>Queues, the fleet included.</summary>
    public int Count => _definitions.Count;

    /// <summary>Index of the queue with this name; -1 when there is none.</summary>
    public int IndexOf(string name) => name.Length == 0 ? -1 : _indexes.GetValueOrDefault(name, -1);

    /// <summary>A queue as it was written.</summary>
    public QueueDefinition this[int queue] => _definitions[queue];

    /// <summary>Names from the outermost queue inward, joined by '/'; empty for the fleet.</summary>
    public string PathOf(int queue) =>
        queue == 0 ? "" : _parents[queue] == 0 ? this[queue].Name : $"{PathOf(_parents[queue])}/{this[queue].Name}";

    /// <summary>The queue above; -1 for the fleet.</summary>
    public int ParentOf(int queue) => _parents[queue];

    /// <summary>Levels between a queue and the fleet; 0 for the fleet.</summary>
    public int DepthOf(int queue) => _depths[queue];

    /// <summary>Queues directly below, in the order that settles ties.</summary>
    public IReadOnlyList<int> ChildrenOf(int queue) => _children[queue];

    /// <summary>Whether jobs may be submitted to a queue: it is not the fleet and nothing is below it.</summary>
    public bool TakesJobs(int queue) => queue > 0 && _children[queue].Count == 0;

    /// <summary>
    /// Nominal quota; of a cohort at least the sum of those below it, and of the fleet all it has.
    /// </summary>
    public long Nominal(int queue, int resource) => _nominal[queue][resource];

    /// <summary>
    /// What the queue may reclaim: its nominal quota, and where the policy says so its weighted share of what the queue
    /// above has left after all nominal quotas, rounded down. Never more below a queue than the queue itself is owed.
    /// </summary>
    public long Owed(int queue, int resource) => _owed[queue][resource];

    /// <summary>
    /// What a queue is owed beyond all that those below it are owed; of a queue without any, nothing.
    /// </summary>
    public long Unassigned(int queue, int resource) =>
        _children[queue].Count == 0
            ? 0
            : _owed[queue][resource] - _children[queue].Sum(child => _owed[child][resource]);

    /// <summary>Most that may be used above nominal; <see cref="Unlimited"/> for any amount.</summary>
    public long BorrowingLimit(int queue, int resource) => _borrowingLimit[queue][resource];

    /// <summary>Most of the unused nominal quota that others may use; <see cref="Unlimited"/> for all.</summary>
    public long LendingLimit(int queue, int resource) => _lendingLimit[queue][resource];

    /// <summary>Whether a queue is <paramref name="outer"/> or below it.</summary>
    public bool IsWithin(int queue, int outer)
    {
        while (_depths[queue] > _depths[outer]) queue = _parents[queue];
        return queue == outer;
    }

    /// <summary>The innermost queue that holds both.</summary>
    public int CommonAncestor(int first, int second)
    {
        while (first != second)
        {
            if (_depths[first] >= _depths[second]) first = _parents[first];
            else second = _parents[second];
        }

        return first;
    }

    private void AddBelow(int parent, QueueDefinition definition, ILookup<string, QueueDefinition> byParent)
    {
        var index = _definitions.Count;
        _definitions.Add(definition);
        _parents.Add(parent);
        _depths.Add(parent < 0 ? 0 : _depths[parent] + 1);
        _children.Add([]);
        if (parent >= 0)
        {
            _children[parent].Add(index);
            _indexes.Add(definition.Name, index);
        }

        foreach (var child in byParent[definition.Name]) AddBelow(index, child, byParent);
    }

    private long[][] Amounts(Func<Quota, long> amount, long absent)
    {
        var amounts = new long[Count][];
        for (var queue = 0; queue < Count; queue++)
        {
            amounts[queue] = new long[Resources.Count];
            Array.Fill(amounts[queue], absent);
            foreach (var quota in this[queue].Quotas)
                amounts[queue][Resources.IndexOf(quota.Resource)] = amount(quota);
        }

        return amounts;
    }

    private void RaiseToChildren()
    {
        for (var queue = Count - 1; queue > 0; queue--)
        {
            for (var resource = 0; resource < Resources.Count; resource++)
            {
                var below = _children[queue].Sum(child => _nominal[child][resource]);
                _nominal[queue][resource] = Math.Max(_nominal[queue][resource], below);
            }
        }
    }

    private long[][] WithWeightedShares()
    {
        var owed = new long[Count][];
        owed[0] = [.. _nominal[0]];
        for (var queue = 0; queue < Count; queue++)
        {
            var weights = _children[queue].Sum(child => (long)this[child].Weight);
            foreach (var child in _children[queue]) owed[child] = new long[Resources.Count];
            for (var resource = 0; resource < Resources.Count; resource++)
            {
                var left = owed[queue][resource] - _children[queue].Sum(child => _nominal[child][resource]);
                foreach (var child in _children[queue])
                {
                    owed[child][resource] = _nominal[child][resource]
                        + (long)((Int128)Math.Max(left, 0) * this[child].Weight / weights);
                }
            }
        }

        return owed;
    }
}
