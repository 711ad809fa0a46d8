namespace Headroom.Exchange.Federation;

/// <summary>Arithmetic of updates.</summary>
public static class FederatedUpdate
{
    /// <summary>
    /// Adds the difference of two models to a sum, cut to a Euclidean norm (H. B. McMahan et al., Learning
    /// Differentially Private Recurrent Language Models, 2018, section 3: flat clipping).
    /// </summary>
    /// <param name="sum">Sum over parts.</param>
    /// <param name="before">The model that the training was given.</param>
    /// <param name="after">The model that it came to; as many finite numbers.</param>
    /// <param name="clip">Longest difference.</param>
    /// <returns>The norm before it was cut.</returns>
    public static double AddClipped(double[] sum, float[] before, float[] after, double clip)
    {
        ArgumentNullException.ThrowIfNull(sum);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var squares = 0.0;
        for (var index = 0; index < sum.Length; index++)
        {
            var difference = (double)after[index] - before[index];
            squares += difference * difference;
        }

        var norm = Math.Sqrt(squares);
        var factor = norm > clip ? clip / norm : 1;
        for (var index = 0; index < sum.Length; index++) sum[index] += ((double)after[index] - before[index]) * factor;
        return norm;
    }

    /// <summary>A model moved by the mean of all parts of the sites that stayed.</summary>
    public static float[] Moved(float[] model, double[] sum, int parts)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sum);
        var moved = new float[model.Length];
        for (var index = 0; index < moved.Length; index++) moved[index] = (float)(model[index] + sum[index] / parts);
        return moved;
    }

    /// <summary>
    /// The noise of one release that tells as much as all of these together: Gaussian releases of the same data compose
    /// to one whose inverse square is the sum of theirs (J. Dong, A. Roth, W. J. Su, Gaussian Differential Privacy,
    /// 2022, corollary 3.3). Infinite for none.
    /// </summary>
    public static double Together(IEnumerable<double> noises)
    {
        ArgumentNullException.ThrowIfNull(noises);
        return 1 / Math.Sqrt(noises.Sum(noise => 1 / (noise * noise)));
    }
}
