namespace Survey.Web.Data.Examples.Demo;

/// <summary>How large the made-up province is: a whole one's size from 300,000 responses on, smaller below.</summary>
public sealed record DemoSize(int Responses)
{
    private const int WholePoints = 1_500;
    private const int WholeUnits = 250;

    public int Points => Math.Clamp(Responses / 200, 12, WholePoints);

    /// <summary>The province itself among them.</summary>
    public int Units => Math.Max(8, WholeUnits * Points / WholePoints);

    public int Departments => Math.Max(2, Units * 20 / WholeUnits);

    public int Communes => Math.Max(3, Units * 130 / WholeUnits);

    /// <summary>Units below the departments.</summary>
    public int Affiliated => Units - 1 - Departments - Communes;

    public int Services => Points * 4 / 3;

    /// <summary>The same services at every commune; the others are each a department's own.</summary>
    public int CommuneServices => Math.Max(4, Services / 10);
}
