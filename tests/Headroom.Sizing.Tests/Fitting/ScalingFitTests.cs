using System.Globalization;
using Headroom.Sizing.Fitting;
using Headroom.Sizing.ScalingLaws;
using Headroom.Testing;

namespace Headroom.Sizing.Tests.Fitting;

public sealed class ScalingFitTests
{
    [Fact]
    public void The_published_points_give_the_published_objective()
    {
        var (law, objective) = ScalingFit.Fit(Points());

        Assert.Equal(0.00101827, objective, tolerance: 1e-8);
        Assert.Equal(1.8172, law.Floor, tolerance: 0.001);
        Assert.Equal(0.3473, law.ParameterExponent, tolerance: 0.001);
        Assert.Equal(0.3672, law.TokenExponent, tolerance: 0.001);
    }

    [Fact]
    public void Points_of_a_law_give_it_back()
    {
        var truth = ScalingLaw.Besiroglu;
        MeasuredModel[] points =
        [
            .. from n in (double[])[1e8, 3e8, 1e9, 3e9, 1e10]
            from d in (double[])[1e9, 1e10, 1e11]
            select new MeasuredModel(n, d, truth.Loss(n, d)),
        ];

        var (law, objective) = ScalingFit.Fit(points);

        Assert.Equal(0, objective, tolerance: 1e-9);
        Assert.Equal(truth.ParameterExponent, law.ParameterExponent, tolerance: 0.01);
    }

    [Fact]
    public void A_sample_of_every_point_once_is_the_fit_itself()
    {
        var points = Points();
        var (law, _) = ScalingFit.Fit(points);
        var next = 0;

        var again = ScalingFit.Resample(points, law, _ => next++);

        Assert.Equal(law.TokenExponent, again.TokenExponent, tolerance: 0.001);
    }

    // The five points of the greatest loss are left out, as Besiroglu et al. do.
    private static List<MeasuredModel> Points()
    {
        var path = PublicData.Require("capacity/chinchilla/svg_extracted_data.csv");
        return
        [
            .. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells =>
            {
                var (parameters, operations) = (Number(cells[3]), Number(cells[4]));
                return new MeasuredModel(parameters, operations / 6 / parameters, Number(cells[6]));
            }).OrderBy(point => point.Loss).SkipLast(5),
        ];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
