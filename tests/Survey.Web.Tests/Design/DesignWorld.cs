using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Design;

/// <summary>A province with two departments, each with a questionnaire's worth of its own things.</summary>
public sealed class DesignWorld
{
    public required Unit Root { get; init; }
    public required Unit A { get; init; }
    public required Unit B { get; init; }
    public required QuestionnaireVersion VersionB { get; init; }
    public required CollectionPoint PointA { get; init; }
    public required CollectionPoint PointB { get; init; }
    public required Wave WaveB { get; init; }

    public static async Task<DesignWorld> CreateAsync(SurveyHost host)
    {
        var sample = new Sample(host.CreateContext());
        var root = await sample.UnitAsync("tinh");
        var (a, b) = (await sample.UnitAsync("so_a", root), await sample.UnitAsync("so_b", root));
        var version = await sample.VersionAsync(b, Sample.QuestionnaireJsonOf("sipas_short"));
        var (pointA, pointB) = (await sample.PointAsync(a, "qa"), await sample.PointAsync(b, "qb"));
        return new DesignWorld
        {
            Root = root,
            A = a,
            B = b,
            VersionB = version,
            PointA = pointA,
            PointB = pointB,
            WaveB = await sample.OpenWaveAsync(version, b, pointB),
        };
    }
}
