namespace Headroom.Sizing.Memory;

/// <summary>A layout of a training, and what each chip has to hold.</summary>
/// <param name="Layout">How it is spread.</param>
/// <param name="StateBytes">Weights, gradients and optimiser, in bytes a chip.</param>
/// <param name="ActivationBytes">Activations, in bytes a chip.</param>
public sealed record ParallelPlan(ParallelLayout Layout, double StateBytes, double ActivationBytes)
{
    // Chips of one node, whose links are fast enough to share a layer.
    private const int TensorMax = 8;

    private const int StageMax = 3;
    private const int ChipsMax = 1 << 24;

    /// <summary>Bytes a chip.</summary>
    public double Bytes => StateBytes + ActivationBytes;

    /// <summary>
    /// Layouts over so many chips: data parallelism at every stage of ZeRO, then tensor and pipeline parallelism, of
    /// which the one that divides the model least while it fits is taken, and within a node first (Narayanan et al.
    /// 2021, arXiv:2104.04473, section 3), or the one that needs least memory where none fits.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="chips">Chips, at least 1.</param>
    /// <param name="chipBytes">Bytes of a chip that may be used.</param>
    public static IReadOnlyList<ParallelPlan> For(TrainedModel model, int chips, double chipBytes)
    {
        var plans = Enumerable.Range(0, StageMax + 1)
            .Select(stage => Of(model, new ParallelLayout(1, 1, chips, stage))).ToList();
        var divided = Divided(model.Shape.Layers, chips).Select(layout => Of(model, layout)).ToArray();
        if (divided.FirstOrDefault(plan => plan.Bytes <= chipBytes) is { } fitting) plans.Add(fitting);
        else if (divided.Length > 0) plans.Add(divided.MinBy(plan => plan.Bytes)!);
        return plans;
    }

    /// <summary>
    /// The first layout that fits on the fewest chips, of 1, 2, 4 and so on; null where activations alone fit on none.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="chipBytes">Bytes of a chip that may be used.</param>
    public static ParallelPlan? Least(TrainedModel model, double chipBytes)
    {
        for (var chips = 1; chips <= ChipsMax; chips *= 2)
        {
            if (For(model, chips, chipBytes).FirstOrDefault(plan => plan.Bytes <= chipBytes) is { } plan)
                return plan;
        }

        return null;
    }

    private static ParallelPlan Of(TrainedModel model, ParallelLayout layout) =>
        new(layout, layout.StateBytes(model.Parameters), layout.ActivationBytes(model));

    private static IEnumerable<ParallelLayout> Divided(int layers, int chips) =>
        from tensor in Powers(TensorMax)
        from pipeline in Enumerable.Range(1, layers)
        let parts = tensor * pipeline
        where parts > 1 && layers % pipeline == 0 && chips % parts == 0
        orderby parts, tensor descending
        select new ParallelLayout(tensor, pipeline, chips / parts, 1);

    private static IEnumerable<int> Powers(int most)
    {
        for (var power = 1; power <= most; power *= 2) yield return power;
    }
}
