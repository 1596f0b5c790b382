namespace Survey.Web.Pages.Admin;

/// <summary>Accounts, sign-in and what every staff page shares.</summary>
public static class StaffModule
{
    public static IServiceCollection AddStaff(this IServiceCollection services, IWebHostEnvironment environment)
    {
        services.AddRazorPages();
        return services;
    }

    public static void UseStaff(this WebApplication app)
    {
    }
}
